package dev.radicchio.binary;

import java.util.stream.IntStream;

/**
 * The opcodes by name, in the order of the specification, and the groups that they form.
 *
 * <p>An opcode is numbered by its byte or, where that is a prefix, by the prefix and the number
 * after it: {@code memory.fill}, encoded as 0xFC and 11, is 0xFC0B. All are constants, so that they
 * can label the cases of a switch.
 *
 * @see <a href="https://webassembly.github.io/spec/core/appendix/index-instructions.html">Index of
 *     Instructions</a>
 */
public final class Opcode {
  // Control instructions. The five of legacy exception handling are among them by their numbers.

  public static final int UNREACHABLE = 0x00;
  public static final int NOP = 0x01;
  public static final int BLOCK = 0x02;
  public static final int LOOP = 0x03;
  public static final int IF = 0x04;
  public static final int ELSE = 0x05;
  public static final int TRY = 0x06;
  public static final int CATCH = 0x07;
  public static final int THROW = 0x08;
  public static final int RETHROW = 0x09;
  public static final int THROW_REF = 0x0A;
  public static final int END = 0x0B;
  public static final int BR = 0x0C;
  public static final int BR_IF = 0x0D;
  public static final int BR_TABLE = 0x0E;
  public static final int RETURN = 0x0F;
  public static final int CALL = 0x10;
  public static final int CALL_INDIRECT = 0x11;
  public static final int RETURN_CALL = 0x12;
  public static final int RETURN_CALL_INDIRECT = 0x13;
  public static final int CALL_REF = 0x14;
  public static final int RETURN_CALL_REF = 0x15;
  public static final int DELEGATE = 0x18;
  public static final int CATCH_ALL = 0x19;

  // Parametric instructions, and by its number the one that catches exceptions.

  public static final int DROP = 0x1A;
  public static final int SELECT = 0x1B;
  public static final int SELECT_T = 0x1C;
  public static final int TRY_TABLE = 0x1F;

  // Variable instructions.

  public static final int LOCAL_GET = 0x20;
  public static final int LOCAL_SET = 0x21;
  public static final int LOCAL_TEE = 0x22;
  public static final int GLOBAL_GET = 0x23;
  public static final int GLOBAL_SET = 0x24;

  // Table instructions.

  public static final int TABLE_GET = 0x25;
  public static final int TABLE_SET = 0x26;

  // Memory instructions.

  public static final int I32_LOAD = 0x28;
  public static final int I64_LOAD = 0x29;
  public static final int F32_LOAD = 0x2A;
  public static final int F64_LOAD = 0x2B;
  public static final int I32_LOAD8_S = 0x2C;
  public static final int I32_LOAD8_U = 0x2D;
  public static final int I32_LOAD16_S = 0x2E;
  public static final int I32_LOAD16_U = 0x2F;
  public static final int I64_LOAD8_S = 0x30;
  public static final int I64_LOAD8_U = 0x31;
  public static final int I64_LOAD16_S = 0x32;
  public static final int I64_LOAD16_U = 0x33;
  public static final int I64_LOAD32_S = 0x34;
  public static final int I64_LOAD32_U = 0x35;
  public static final int I32_STORE = 0x36;
  public static final int I64_STORE = 0x37;
  public static final int F32_STORE = 0x38;
  public static final int F64_STORE = 0x39;
  public static final int I32_STORE8 = 0x3A;
  public static final int I32_STORE16 = 0x3B;
  public static final int I64_STORE8 = 0x3C;
  public static final int I64_STORE16 = 0x3D;
  public static final int I64_STORE32 = 0x3E;
  public static final int MEMORY_SIZE = 0x3F;
  public static final int MEMORY_GROW = 0x40;

  // Numeric instructions.

  public static final int I32_CONST = 0x41;
  public static final int I64_CONST = 0x42;
  public static final int F32_CONST = 0x43;
  public static final int F64_CONST = 0x44;
  public static final int I32_EQZ = 0x45;
  public static final int I32_EQ = 0x46;
  public static final int I32_NE = 0x47;
  public static final int I32_LT_S = 0x48;
  public static final int I32_LT_U = 0x49;
  public static final int I32_GT_S = 0x4A;
  public static final int I32_GT_U = 0x4B;
  public static final int I32_LE_S = 0x4C;
  public static final int I32_LE_U = 0x4D;
  public static final int I32_GE_S = 0x4E;
  public static final int I32_GE_U = 0x4F;
  public static final int I64_EQZ = 0x50;
  public static final int I64_EQ = 0x51;
  public static final int I64_NE = 0x52;
  public static final int I64_LT_S = 0x53;
  public static final int I64_LT_U = 0x54;
  public static final int I64_GT_S = 0x55;
  public static final int I64_GT_U = 0x56;
  public static final int I64_LE_S = 0x57;
  public static final int I64_LE_U = 0x58;
  public static final int I64_GE_S = 0x59;
  public static final int I64_GE_U = 0x5A;
  public static final int F32_EQ = 0x5B;
  public static final int F32_NE = 0x5C;
  public static final int F32_LT = 0x5D;
  public static final int F32_GT = 0x5E;
  public static final int F32_LE = 0x5F;
  public static final int F32_GE = 0x60;
  public static final int F64_EQ = 0x61;
  public static final int F64_NE = 0x62;
  public static final int F64_LT = 0x63;
  public static final int F64_GT = 0x64;
  public static final int F64_LE = 0x65;
  public static final int F64_GE = 0x66;
  public static final int I32_CLZ = 0x67;
  public static final int I32_CTZ = 0x68;
  public static final int I32_POPCNT = 0x69;
  public static final int I32_ADD = 0x6A;
  public static final int I32_SUB = 0x6B;
  public static final int I32_MUL = 0x6C;
  public static final int I32_DIV_S = 0x6D;
  public static final int I32_DIV_U = 0x6E;
  public static final int I32_REM_S = 0x6F;
  public static final int I32_REM_U = 0x70;
  public static final int I32_AND = 0x71;
  public static final int I32_OR = 0x72;
  public static final int I32_XOR = 0x73;
  public static final int I32_SHL = 0x74;
  public static final int I32_SHR_S = 0x75;
  public static final int I32_SHR_U = 0x76;
  public static final int I32_ROTL = 0x77;
  public static final int I32_ROTR = 0x78;
  public static final int I64_CLZ = 0x79;
  public static final int I64_CTZ = 0x7A;
  public static final int I64_POPCNT = 0x7B;
  public static final int I64_ADD = 0x7C;
  public static final int I64_SUB = 0x7D;
  public static final int I64_MUL = 0x7E;
  public static final int I64_DIV_S = 0x7F;
  public static final int I64_DIV_U = 0x80;
  public static final int I64_REM_S = 0x81;
  public static final int I64_REM_U = 0x82;
  public static final int I64_AND = 0x83;
  public static final int I64_OR = 0x84;
  public static final int I64_XOR = 0x85;
  public static final int I64_SHL = 0x86;
  public static final int I64_SHR_S = 0x87;
  public static final int I64_SHR_U = 0x88;
  public static final int I64_ROTL = 0x89;
  public static final int I64_ROTR = 0x8A;
  public static final int F32_ABS = 0x8B;
  public static final int F32_NEG = 0x8C;
  public static final int F32_CEIL = 0x8D;
  public static final int F32_FLOOR = 0x8E;
  public static final int F32_TRUNC = 0x8F;
  public static final int F32_NEAREST = 0x90;
  public static final int F32_SQRT = 0x91;
  public static final int F32_ADD = 0x92;
  public static final int F32_SUB = 0x93;
  public static final int F32_MUL = 0x94;
  public static final int F32_DIV = 0x95;
  public static final int F32_MIN = 0x96;
  public static final int F32_MAX = 0x97;
  public static final int F32_COPYSIGN = 0x98;
  public static final int F64_ABS = 0x99;
  public static final int F64_NEG = 0x9A;
  public static final int F64_CEIL = 0x9B;
  public static final int F64_FLOOR = 0x9C;
  public static final int F64_TRUNC = 0x9D;
  public static final int F64_NEAREST = 0x9E;
  public static final int F64_SQRT = 0x9F;
  public static final int F64_ADD = 0xA0;
  public static final int F64_SUB = 0xA1;
  public static final int F64_MUL = 0xA2;
  public static final int F64_DIV = 0xA3;
  public static final int F64_MIN = 0xA4;
  public static final int F64_MAX = 0xA5;
  public static final int F64_COPYSIGN = 0xA6;
  public static final int I32_WRAP_I64 = 0xA7;
  public static final int I32_TRUNC_F32_S = 0xA8;
  public static final int I32_TRUNC_F32_U = 0xA9;
  public static final int I32_TRUNC_F64_S = 0xAA;
  public static final int I32_TRUNC_F64_U = 0xAB;
  public static final int I64_EXTEND_I32_S = 0xAC;
  public static final int I64_EXTEND_I32_U = 0xAD;
  public static final int I64_TRUNC_F32_S = 0xAE;
  public static final int I64_TRUNC_F32_U = 0xAF;
  public static final int I64_TRUNC_F64_S = 0xB0;
  public static final int I64_TRUNC_F64_U = 0xB1;
  public static final int F32_CONVERT_I32_S = 0xB2;
  public static final int F32_CONVERT_I32_U = 0xB3;
  public static final int F32_CONVERT_I64_S = 0xB4;
  public static final int F32_CONVERT_I64_U = 0xB5;
  public static final int F32_DEMOTE_F64 = 0xB6;
  public static final int F64_CONVERT_I32_S = 0xB7;
  public static final int F64_CONVERT_I32_U = 0xB8;
  public static final int F64_CONVERT_I64_S = 0xB9;
  public static final int F64_CONVERT_I64_U = 0xBA;
  public static final int F64_PROMOTE_F32 = 0xBB;
  public static final int I32_REINTERPRET_F32 = 0xBC;
  public static final int I64_REINTERPRET_F64 = 0xBD;
  public static final int F32_REINTERPRET_I32 = 0xBE;
  public static final int F64_REINTERPRET_I64 = 0xBF;
  public static final int I32_EXTEND8_S = 0xC0;
  public static final int I32_EXTEND16_S = 0xC1;
  public static final int I64_EXTEND8_S = 0xC2;
  public static final int I64_EXTEND16_S = 0xC3;
  public static final int I64_EXTEND32_S = 0xC4;

  // Reference instructions.

  public static final int REF_NULL = 0xD0;
  public static final int REF_IS_NULL = 0xD1;
  public static final int REF_FUNC = 0xD2;
  public static final int REF_EQ = 0xD3;
  public static final int REF_AS_NON_NULL = 0xD4;
  public static final int BR_ON_NULL = 0xD5;
  public static final int BR_ON_NON_NULL = 0xD6;

  // Reference instructions of garbage collection.

  public static final int STRUCT_NEW = 0xFB00;
  public static final int STRUCT_NEW_DEFAULT = 0xFB01;
  public static final int STRUCT_GET = 0xFB02;
  public static final int STRUCT_GET_S = 0xFB03;
  public static final int STRUCT_GET_U = 0xFB04;
  public static final int STRUCT_SET = 0xFB05;
  public static final int ARRAY_NEW = 0xFB06;
  public static final int ARRAY_NEW_DEFAULT = 0xFB07;
  public static final int ARRAY_NEW_FIXED = 0xFB08;
  public static final int ARRAY_NEW_DATA = 0xFB09;
  public static final int ARRAY_NEW_ELEM = 0xFB0A;
  public static final int ARRAY_GET = 0xFB0B;
  public static final int ARRAY_GET_S = 0xFB0C;
  public static final int ARRAY_GET_U = 0xFB0D;
  public static final int ARRAY_SET = 0xFB0E;
  public static final int ARRAY_LEN = 0xFB0F;
  public static final int ARRAY_FILL = 0xFB10;
  public static final int ARRAY_COPY = 0xFB11;
  public static final int ARRAY_INIT_DATA = 0xFB12;
  public static final int ARRAY_INIT_ELEM = 0xFB13;
  public static final int REF_TEST = 0xFB14;
  public static final int REF_TEST_NULL = 0xFB15;
  public static final int REF_CAST = 0xFB16;
  public static final int REF_CAST_NULL = 0xFB17;
  public static final int BR_ON_CAST = 0xFB18;
  public static final int BR_ON_CAST_FAIL = 0xFB19;
  public static final int ANY_CONVERT_EXTERN = 0xFB1A;
  public static final int EXTERN_CONVERT_ANY = 0xFB1B;
  public static final int REF_I31 = 0xFB1C;
  public static final int I31_GET_S = 0xFB1D;
  public static final int I31_GET_U = 0xFB1E;

  // Saturating truncations.

  public static final int I32_TRUNC_SAT_F32_S = 0xFC00;
  public static final int I32_TRUNC_SAT_F32_U = 0xFC01;
  public static final int I32_TRUNC_SAT_F64_S = 0xFC02;
  public static final int I32_TRUNC_SAT_F64_U = 0xFC03;
  public static final int I64_TRUNC_SAT_F32_S = 0xFC04;
  public static final int I64_TRUNC_SAT_F32_U = 0xFC05;
  public static final int I64_TRUNC_SAT_F64_S = 0xFC06;
  public static final int I64_TRUNC_SAT_F64_U = 0xFC07;

  // Instructions on ranges of memories and tables.

  public static final int MEMORY_INIT = 0xFC08;
  public static final int DATA_DROP = 0xFC09;
  public static final int MEMORY_COPY = 0xFC0A;
  public static final int MEMORY_FILL = 0xFC0B;
  public static final int TABLE_INIT = 0xFC0C;
  public static final int ELEM_DROP = 0xFC0D;
  public static final int TABLE_COPY = 0xFC0E;
  public static final int TABLE_GROW = 0xFC0F;
  public static final int TABLE_SIZE = 0xFC10;
  public static final int TABLE_FILL = 0xFC11;

  // Vector instructions.

  public static final int V128_LOAD = 0xFD00;
  public static final int V128_LOAD8X8_S = 0xFD01;
  public static final int V128_LOAD8X8_U = 0xFD02;
  public static final int V128_LOAD16X4_S = 0xFD03;
  public static final int V128_LOAD16X4_U = 0xFD04;
  public static final int V128_LOAD32X2_S = 0xFD05;
  public static final int V128_LOAD32X2_U = 0xFD06;
  public static final int V128_LOAD8_SPLAT = 0xFD07;
  public static final int V128_LOAD16_SPLAT = 0xFD08;
  public static final int V128_LOAD32_SPLAT = 0xFD09;
  public static final int V128_LOAD64_SPLAT = 0xFD0A;
  public static final int V128_STORE = 0xFD0B;
  public static final int V128_CONST = 0xFD0C;
  public static final int I8X16_SHUFFLE = 0xFD0D;
  public static final int I8X16_SWIZZLE = 0xFD0E;
  public static final int I8X16_SPLAT = 0xFD0F;
  public static final int I16X8_SPLAT = 0xFD10;
  public static final int I32X4_SPLAT = 0xFD11;
  public static final int I64X2_SPLAT = 0xFD12;
  public static final int F32X4_SPLAT = 0xFD13;
  public static final int F64X2_SPLAT = 0xFD14;
  public static final int I8X16_EXTRACT_LANE_S = 0xFD15;
  public static final int I8X16_EXTRACT_LANE_U = 0xFD16;
  public static final int I8X16_REPLACE_LANE = 0xFD17;
  public static final int I16X8_EXTRACT_LANE_S = 0xFD18;
  public static final int I16X8_EXTRACT_LANE_U = 0xFD19;
  public static final int I16X8_REPLACE_LANE = 0xFD1A;
  public static final int I32X4_EXTRACT_LANE = 0xFD1B;
  public static final int I32X4_REPLACE_LANE = 0xFD1C;
  public static final int I64X2_EXTRACT_LANE = 0xFD1D;
  public static final int I64X2_REPLACE_LANE = 0xFD1E;
  public static final int F32X4_EXTRACT_LANE = 0xFD1F;
  public static final int F32X4_REPLACE_LANE = 0xFD20;
  public static final int F64X2_EXTRACT_LANE = 0xFD21;
  public static final int F64X2_REPLACE_LANE = 0xFD22;
  public static final int I8X16_EQ = 0xFD23;
  public static final int I8X16_NE = 0xFD24;
  public static final int I8X16_LT_S = 0xFD25;
  public static final int I8X16_LT_U = 0xFD26;
  public static final int I8X16_GT_S = 0xFD27;
  public static final int I8X16_GT_U = 0xFD28;
  public static final int I8X16_LE_S = 0xFD29;
  public static final int I8X16_LE_U = 0xFD2A;
  public static final int I8X16_GE_S = 0xFD2B;
  public static final int I8X16_GE_U = 0xFD2C;
  public static final int I16X8_EQ = 0xFD2D;
  public static final int I16X8_NE = 0xFD2E;
  public static final int I16X8_LT_S = 0xFD2F;
  public static final int I16X8_LT_U = 0xFD30;
  public static final int I16X8_GT_S = 0xFD31;
  public static final int I16X8_GT_U = 0xFD32;
  public static final int I16X8_LE_S = 0xFD33;
  public static final int I16X8_LE_U = 0xFD34;
  public static final int I16X8_GE_S = 0xFD35;
  public static final int I16X8_GE_U = 0xFD36;
  public static final int I32X4_EQ = 0xFD37;
  public static final int I32X4_NE = 0xFD38;
  public static final int I32X4_LT_S = 0xFD39;
  public static final int I32X4_LT_U = 0xFD3A;
  public static final int I32X4_GT_S = 0xFD3B;
  public static final int I32X4_GT_U = 0xFD3C;
  public static final int I32X4_LE_S = 0xFD3D;
  public static final int I32X4_LE_U = 0xFD3E;
  public static final int I32X4_GE_S = 0xFD3F;
  public static final int I32X4_GE_U = 0xFD40;
  public static final int F32X4_EQ = 0xFD41;
  public static final int F32X4_NE = 0xFD42;
  public static final int F32X4_LT = 0xFD43;
  public static final int F32X4_GT = 0xFD44;
  public static final int F32X4_LE = 0xFD45;
  public static final int F32X4_GE = 0xFD46;
  public static final int F64X2_EQ = 0xFD47;
  public static final int F64X2_NE = 0xFD48;
  public static final int F64X2_LT = 0xFD49;
  public static final int F64X2_GT = 0xFD4A;
  public static final int F64X2_LE = 0xFD4B;
  public static final int F64X2_GE = 0xFD4C;
  public static final int V128_NOT = 0xFD4D;
  public static final int V128_AND = 0xFD4E;
  public static final int V128_ANDNOT = 0xFD4F;
  public static final int V128_OR = 0xFD50;
  public static final int V128_XOR = 0xFD51;
  public static final int V128_BITSELECT = 0xFD52;
  public static final int V128_ANY_TRUE = 0xFD53;
  public static final int V128_LOAD8_LANE = 0xFD54;
  public static final int V128_LOAD16_LANE = 0xFD55;
  public static final int V128_LOAD32_LANE = 0xFD56;
  public static final int V128_LOAD64_LANE = 0xFD57;
  public static final int V128_STORE8_LANE = 0xFD58;
  public static final int V128_STORE16_LANE = 0xFD59;
  public static final int V128_STORE32_LANE = 0xFD5A;
  public static final int V128_STORE64_LANE = 0xFD5B;
  public static final int V128_LOAD32_ZERO = 0xFD5C;
  public static final int V128_LOAD64_ZERO = 0xFD5D;
  public static final int F32X4_DEMOTE_LOW_F64X2_ZERO = 0xFD5E;
  public static final int F64X2_PROMOTE_LOW_F32X4 = 0xFD5F;
  public static final int I8X16_ABS = 0xFD60;
  public static final int I8X16_NEG = 0xFD61;
  public static final int I8X16_POPCNT = 0xFD62;
  public static final int I8X16_ALL_TRUE = 0xFD63;
  public static final int I8X16_BITMASK = 0xFD64;
  public static final int I8X16_NARROW_I16X8_S = 0xFD65;
  public static final int I8X16_NARROW_I16X8_U = 0xFD66;
  public static final int F32X4_CEIL = 0xFD67;
  public static final int F32X4_FLOOR = 0xFD68;
  public static final int F32X4_TRUNC = 0xFD69;
  public static final int F32X4_NEAREST = 0xFD6A;
  public static final int I8X16_SHL = 0xFD6B;
  public static final int I8X16_SHR_S = 0xFD6C;
  public static final int I8X16_SHR_U = 0xFD6D;
  public static final int I8X16_ADD = 0xFD6E;
  public static final int I8X16_ADD_SAT_S = 0xFD6F;
  public static final int I8X16_ADD_SAT_U = 0xFD70;
  public static final int I8X16_SUB = 0xFD71;
  public static final int I8X16_SUB_SAT_S = 0xFD72;
  public static final int I8X16_SUB_SAT_U = 0xFD73;
  public static final int F64X2_CEIL = 0xFD74;
  public static final int F64X2_FLOOR = 0xFD75;
  public static final int I8X16_MIN_S = 0xFD76;
  public static final int I8X16_MIN_U = 0xFD77;
  public static final int I8X16_MAX_S = 0xFD78;
  public static final int I8X16_MAX_U = 0xFD79;
  public static final int F64X2_TRUNC = 0xFD7A;
  public static final int I8X16_AVGR_U = 0xFD7B;
  public static final int I16X8_EXTADD_PAIRWISE_I8X16_S = 0xFD7C;
  public static final int I16X8_EXTADD_PAIRWISE_I8X16_U = 0xFD7D;
  public static final int I32X4_EXTADD_PAIRWISE_I16X8_S = 0xFD7E;
  public static final int I32X4_EXTADD_PAIRWISE_I16X8_U = 0xFD7F;
  public static final int I16X8_ABS = 0xFD80;
  public static final int I16X8_NEG = 0xFD81;
  public static final int I16X8_Q15MULR_SAT_S = 0xFD82;
  public static final int I16X8_ALL_TRUE = 0xFD83;
  public static final int I16X8_BITMASK = 0xFD84;
  public static final int I16X8_NARROW_I32X4_S = 0xFD85;
  public static final int I16X8_NARROW_I32X4_U = 0xFD86;
  public static final int I16X8_EXTEND_LOW_I8X16_S = 0xFD87;
  public static final int I16X8_EXTEND_HIGH_I8X16_S = 0xFD88;
  public static final int I16X8_EXTEND_LOW_I8X16_U = 0xFD89;
  public static final int I16X8_EXTEND_HIGH_I8X16_U = 0xFD8A;
  public static final int I16X8_SHL = 0xFD8B;
  public static final int I16X8_SHR_S = 0xFD8C;
  public static final int I16X8_SHR_U = 0xFD8D;
  public static final int I16X8_ADD = 0xFD8E;
  public static final int I16X8_ADD_SAT_S = 0xFD8F;
  public static final int I16X8_ADD_SAT_U = 0xFD90;
  public static final int I16X8_SUB = 0xFD91;
  public static final int I16X8_SUB_SAT_S = 0xFD92;
  public static final int I16X8_SUB_SAT_U = 0xFD93;
  public static final int F64X2_NEAREST = 0xFD94;
  public static final int I16X8_MUL = 0xFD95;
  public static final int I16X8_MIN_S = 0xFD96;
  public static final int I16X8_MIN_U = 0xFD97;
  public static final int I16X8_MAX_S = 0xFD98;
  public static final int I16X8_MAX_U = 0xFD99;
  public static final int I16X8_AVGR_U = 0xFD9B;
  public static final int I16X8_EXTMUL_LOW_I8X16_S = 0xFD9C;
  public static final int I16X8_EXTMUL_HIGH_I8X16_S = 0xFD9D;
  public static final int I16X8_EXTMUL_LOW_I8X16_U = 0xFD9E;
  public static final int I16X8_EXTMUL_HIGH_I8X16_U = 0xFD9F;
  public static final int I32X4_ABS = 0xFDA0;
  public static final int I32X4_NEG = 0xFDA1;
  public static final int I32X4_ALL_TRUE = 0xFDA3;
  public static final int I32X4_BITMASK = 0xFDA4;
  public static final int I32X4_EXTEND_LOW_I16X8_S = 0xFDA7;
  public static final int I32X4_EXTEND_HIGH_I16X8_S = 0xFDA8;
  public static final int I32X4_EXTEND_LOW_I16X8_U = 0xFDA9;
  public static final int I32X4_EXTEND_HIGH_I16X8_U = 0xFDAA;
  public static final int I32X4_SHL = 0xFDAB;
  public static final int I32X4_SHR_S = 0xFDAC;
  public static final int I32X4_SHR_U = 0xFDAD;
  public static final int I32X4_ADD = 0xFDAE;
  public static final int I32X4_SUB = 0xFDB1;
  public static final int I32X4_MUL = 0xFDB5;
  public static final int I32X4_MIN_S = 0xFDB6;
  public static final int I32X4_MIN_U = 0xFDB7;
  public static final int I32X4_MAX_S = 0xFDB8;
  public static final int I32X4_MAX_U = 0xFDB9;
  public static final int I32X4_DOT_I16X8_S = 0xFDBA;
  public static final int I32X4_EXTMUL_LOW_I16X8_S = 0xFDBC;
  public static final int I32X4_EXTMUL_HIGH_I16X8_S = 0xFDBD;
  public static final int I32X4_EXTMUL_LOW_I16X8_U = 0xFDBE;
  public static final int I32X4_EXTMUL_HIGH_I16X8_U = 0xFDBF;
  public static final int I64X2_ABS = 0xFDC0;
  public static final int I64X2_NEG = 0xFDC1;
  public static final int I64X2_ALL_TRUE = 0xFDC3;
  public static final int I64X2_BITMASK = 0xFDC4;
  public static final int I64X2_EXTEND_LOW_I32X4_S = 0xFDC7;
  public static final int I64X2_EXTEND_HIGH_I32X4_S = 0xFDC8;
  public static final int I64X2_EXTEND_LOW_I32X4_U = 0xFDC9;
  public static final int I64X2_EXTEND_HIGH_I32X4_U = 0xFDCA;
  public static final int I64X2_SHL = 0xFDCB;
  public static final int I64X2_SHR_S = 0xFDCC;
  public static final int I64X2_SHR_U = 0xFDCD;
  public static final int I64X2_ADD = 0xFDCE;
  public static final int I64X2_SUB = 0xFDD1;
  public static final int I64X2_MUL = 0xFDD5;
  public static final int I64X2_EQ = 0xFDD6;
  public static final int I64X2_NE = 0xFDD7;
  public static final int I64X2_LT_S = 0xFDD8;
  public static final int I64X2_GT_S = 0xFDD9;
  public static final int I64X2_LE_S = 0xFDDA;
  public static final int I64X2_GE_S = 0xFDDB;
  public static final int I64X2_EXTMUL_LOW_I32X4_S = 0xFDDC;
  public static final int I64X2_EXTMUL_HIGH_I32X4_S = 0xFDDD;
  public static final int I64X2_EXTMUL_LOW_I32X4_U = 0xFDDE;
  public static final int I64X2_EXTMUL_HIGH_I32X4_U = 0xFDDF;
  public static final int F32X4_ABS = 0xFDE0;
  public static final int F32X4_NEG = 0xFDE1;
  public static final int F32X4_SQRT = 0xFDE3;
  public static final int F32X4_ADD = 0xFDE4;
  public static final int F32X4_SUB = 0xFDE5;
  public static final int F32X4_MUL = 0xFDE6;
  public static final int F32X4_DIV = 0xFDE7;
  public static final int F32X4_MIN = 0xFDE8;
  public static final int F32X4_MAX = 0xFDE9;
  public static final int F32X4_PMIN = 0xFDEA;
  public static final int F32X4_PMAX = 0xFDEB;
  public static final int F64X2_ABS = 0xFDEC;
  public static final int F64X2_NEG = 0xFDED;
  public static final int F64X2_SQRT = 0xFDEF;
  public static final int F64X2_ADD = 0xFDF0;
  public static final int F64X2_SUB = 0xFDF1;
  public static final int F64X2_MUL = 0xFDF2;
  public static final int F64X2_DIV = 0xFDF3;
  public static final int F64X2_MIN = 0xFDF4;
  public static final int F64X2_MAX = 0xFDF5;
  public static final int F64X2_PMIN = 0xFDF6;
  public static final int F64X2_PMAX = 0xFDF7;
  public static final int I32X4_TRUNC_SAT_F32X4_S = 0xFDF8;
  public static final int I32X4_TRUNC_SAT_F32X4_U = 0xFDF9;
  public static final int F32X4_CONVERT_I32X4_S = 0xFDFA;
  public static final int F32X4_CONVERT_I32X4_U = 0xFDFB;
  public static final int I32X4_TRUNC_SAT_F64X2_S_ZERO = 0xFDFC;
  public static final int I32X4_TRUNC_SAT_F64X2_U_ZERO = 0xFDFD;
  public static final int F64X2_CONVERT_LOW_I32X4_S = 0xFDFE;
  public static final int F64X2_CONVERT_LOW_I32X4_U = 0xFDFF;

  // Atomic memory instructions.

  public static final int MEMORY_ATOMIC_NOTIFY = 0xFE00;
  public static final int MEMORY_ATOMIC_WAIT32 = 0xFE01;
  public static final int MEMORY_ATOMIC_WAIT64 = 0xFE02;
  public static final int ATOMIC_FENCE = 0xFE03;
  public static final int I32_ATOMIC_LOAD = 0xFE10;
  public static final int I64_ATOMIC_LOAD = 0xFE11;
  public static final int I32_ATOMIC_LOAD8_U = 0xFE12;
  public static final int I32_ATOMIC_LOAD16_U = 0xFE13;
  public static final int I64_ATOMIC_LOAD8_U = 0xFE14;
  public static final int I64_ATOMIC_LOAD16_U = 0xFE15;
  public static final int I64_ATOMIC_LOAD32_U = 0xFE16;
  public static final int I32_ATOMIC_STORE = 0xFE17;
  public static final int I64_ATOMIC_STORE = 0xFE18;
  public static final int I32_ATOMIC_STORE8 = 0xFE19;
  public static final int I32_ATOMIC_STORE16 = 0xFE1A;
  public static final int I64_ATOMIC_STORE8 = 0xFE1B;
  public static final int I64_ATOMIC_STORE16 = 0xFE1C;
  public static final int I64_ATOMIC_STORE32 = 0xFE1D;
  public static final int I32_ATOMIC_RMW_ADD = 0xFE1E;
  public static final int I64_ATOMIC_RMW_ADD = 0xFE1F;
  public static final int I32_ATOMIC_RMW8_ADD_U = 0xFE20;
  public static final int I32_ATOMIC_RMW16_ADD_U = 0xFE21;
  public static final int I64_ATOMIC_RMW8_ADD_U = 0xFE22;
  public static final int I64_ATOMIC_RMW16_ADD_U = 0xFE23;
  public static final int I64_ATOMIC_RMW32_ADD_U = 0xFE24;
  public static final int I32_ATOMIC_RMW_SUB = 0xFE25;
  public static final int I64_ATOMIC_RMW_SUB = 0xFE26;
  public static final int I32_ATOMIC_RMW8_SUB_U = 0xFE27;
  public static final int I32_ATOMIC_RMW16_SUB_U = 0xFE28;
  public static final int I64_ATOMIC_RMW8_SUB_U = 0xFE29;
  public static final int I64_ATOMIC_RMW16_SUB_U = 0xFE2A;
  public static final int I64_ATOMIC_RMW32_SUB_U = 0xFE2B;
  public static final int I32_ATOMIC_RMW_AND = 0xFE2C;
  public static final int I64_ATOMIC_RMW_AND = 0xFE2D;
  public static final int I32_ATOMIC_RMW8_AND_U = 0xFE2E;
  public static final int I32_ATOMIC_RMW16_AND_U = 0xFE2F;
  public static final int I64_ATOMIC_RMW8_AND_U = 0xFE30;
  public static final int I64_ATOMIC_RMW16_AND_U = 0xFE31;
  public static final int I64_ATOMIC_RMW32_AND_U = 0xFE32;
  public static final int I32_ATOMIC_RMW_OR = 0xFE33;
  public static final int I64_ATOMIC_RMW_OR = 0xFE34;
  public static final int I32_ATOMIC_RMW8_OR_U = 0xFE35;
  public static final int I32_ATOMIC_RMW16_OR_U = 0xFE36;
  public static final int I64_ATOMIC_RMW8_OR_U = 0xFE37;
  public static final int I64_ATOMIC_RMW16_OR_U = 0xFE38;
  public static final int I64_ATOMIC_RMW32_OR_U = 0xFE39;
  public static final int I32_ATOMIC_RMW_XOR = 0xFE3A;
  public static final int I64_ATOMIC_RMW_XOR = 0xFE3B;
  public static final int I32_ATOMIC_RMW8_XOR_U = 0xFE3C;
  public static final int I32_ATOMIC_RMW16_XOR_U = 0xFE3D;
  public static final int I64_ATOMIC_RMW8_XOR_U = 0xFE3E;
  public static final int I64_ATOMIC_RMW16_XOR_U = 0xFE3F;
  public static final int I64_ATOMIC_RMW32_XOR_U = 0xFE40;
  public static final int I32_ATOMIC_RMW_XCHG = 0xFE41;
  public static final int I64_ATOMIC_RMW_XCHG = 0xFE42;
  public static final int I32_ATOMIC_RMW8_XCHG_U = 0xFE43;
  public static final int I32_ATOMIC_RMW16_XCHG_U = 0xFE44;
  public static final int I64_ATOMIC_RMW8_XCHG_U = 0xFE45;
  public static final int I64_ATOMIC_RMW16_XCHG_U = 0xFE46;
  public static final int I64_ATOMIC_RMW32_XCHG_U = 0xFE47;
  public static final int I32_ATOMIC_RMW_CMPXCHG = 0xFE48;
  public static final int I64_ATOMIC_RMW_CMPXCHG = 0xFE49;
  public static final int I32_ATOMIC_RMW8_CMPXCHG_U = 0xFE4A;
  public static final int I32_ATOMIC_RMW16_CMPXCHG_U = 0xFE4B;
  public static final int I64_ATOMIC_RMW8_CMPXCHG_U = 0xFE4C;
  public static final int I64_ATOMIC_RMW16_CMPXCHG_U = 0xFE4D;
  public static final int I64_ATOMIC_RMW32_CMPXCHG_U = 0xFE4E;

  /** The type of a block without parameters and results, where a block type is encoded. */
  public static final int EMPTY_BLOCK_TYPE = 0x40;

  private static final int FIRST_PREFIX = 0xFB;
  private static final int LAST_PREFIX = 0xFE;
  private static final int VECTOR_PREFIX = 0xFD;
  private static final int ATOMIC_PREFIX = 0xFE;

  private static final int NUMBERS = 0x100;

  /** A number above all of {@link #index}, for tables by opcode. */
  public static final int INDICES = (LAST_PREFIX - FIRST_PREFIX + 2) * NUMBERS;

  private Opcode() {}

  /** All numbers that an opcode may have. */
  public static IntStream all() {
    return IntStream.concat(
        IntStream.range(0, FIRST_PREFIX),
        IntStream.range(FIRST_PREFIX * NUMBERS, (LAST_PREFIX + 1) * NUMBERS));
  }

  /** The place of an opcode in a table: those without a prefix first, then those of each prefix. */
  public static int index(int opcode) {
    return opcode < NUMBERS ? opcode : opcode - (FIRST_PREFIX - 1) * NUMBERS;
  }

  /**
   * Reads an opcode.
   *
   * @throws MalformedWasmException if there is a prefix and a number after it of no instruction
   */
  public static int read(WasmReader in) {
    int start = in.position();
    int first = in.u8();
    if (!isPrefix(first)) {
      return first;
    }
    int number = in.u32();
    if (number >>> 8 != 0) {
      throw new MalformedWasmException(
          MalformedWasmException.Kind.UNKNOWN_INSTRUCTION,
          start,
          "unknown instruction 0x"
              + Integer.toHexString(first)
              + " "
              + Integer.toUnsignedString(number));
    }
    return first << 8 | number;
  }

  /** Whether a byte is the prefix of opcodes that have a number after it. */
  public static boolean isPrefix(int first) {
    return first >= FIRST_PREFIX && first <= LAST_PREFIX;
  }

  /** Whether an instruction begins a block that has an {@code end} of its own. */
  public static boolean isBlock(int opcode) {
    return (opcode >= BLOCK && opcode <= IF) || opcode == TRY || opcode == TRY_TABLE;
  }

  /** Whether an instruction names a label to which it goes on, always or sometimes. */
  public static boolean isBranch(int opcode) {
    return (opcode >= BR && opcode <= BR_TABLE)
        || opcode == BR_ON_NULL
        || opcode == BR_ON_NON_NULL
        || opcode == BR_ON_CAST
        || opcode == BR_ON_CAST_FAIL;
  }

  /**
   * Whether an instruction is one of legacy exception handling, the first form of that proposal,
   * which compilers still emit.
   */
  public static boolean isLegacyException(int opcode) {
    return opcode <= CATCH_ALL
        && (opcode == TRY
            || opcode == CATCH
            || opcode == RETHROW
            || opcode == DELEGATE
            || opcode == CATCH_ALL);
  }

  /** Whether an instruction calls a function, be it by index, through a table or by reference. */
  public static boolean isCall(int opcode) {
    return opcode >= CALL && opcode <= RETURN_CALL_REF;
  }

  /** Whether an instruction calls a function that is not named by its index. */
  public static boolean isIndirectCall(int opcode) {
    return isCall(opcode) && opcode != CALL && opcode != RETURN_CALL;
  }

  /** Whether an instruction calls a function and returns what that returns. */
  public static boolean isReturnCall(int opcode) {
    return opcode == RETURN_CALL || opcode == RETURN_CALL_INDIRECT || opcode == RETURN_CALL_REF;
  }

  /** Whether an instruction loads a number, and is neither vector nor atomic. */
  public static boolean isLoad(int opcode) {
    return opcode >= I32_LOAD && opcode <= I64_LOAD32_U;
  }

  /** Whether an instruction stores a number, and is neither vector nor atomic. */
  public static boolean isStore(int opcode) {
    return opcode >= I32_STORE && opcode <= I64_STORE32;
  }

  /** Whether an instruction accesses a memory at an address and an offset that it has. */
  public static boolean hasMemoryArgument(int opcode) {
    return isLoad(opcode)
        || isStore(opcode)
        || (opcode >= V128_LOAD && opcode <= V128_STORE)
        || (opcode >= V128_LOAD8_LANE && opcode <= V128_LOAD64_ZERO)
        || (isAtomic(opcode) && opcode != ATOMIC_FENCE);
  }

  /** Whether an instruction writes a range of a memory or drops a data segment. */
  public static boolean isMemoryRange(int opcode) {
    return opcode >= MEMORY_INIT && opcode <= MEMORY_FILL;
  }

  /** Whether an instruction is a constant number, vectors not included. */
  public static boolean isConstant(int opcode) {
    return opcode >= I32_CONST && opcode <= F64_CONST;
  }

  /** Whether an instruction compares two numbers of type {@code i32}. */
  public static boolean isI32Comparison(int opcode) {
    return opcode >= I32_EQ && opcode <= I32_GE_U;
  }

  /** Whether an instruction tests or compares numbers, vectors not included. */
  public static boolean isComparison(int opcode) {
    return opcode >= I32_EQZ && opcode <= F64_GE;
  }

  /** Whether an instruction computes a number of others, and is no comparison. */
  public static boolean isArithmetic(int opcode) {
    return opcode >= I32_CLZ && opcode <= I64_EXTEND32_S;
  }

  /** Whether an instruction is one of vectors. */
  public static boolean isVector(int opcode) {
    return opcode >>> 8 == VECTOR_PREFIX;
  }

  /** Whether an instruction is one of atomic accesses. */
  public static boolean isAtomic(int opcode) {
    return opcode >>> 8 == ATOMIC_PREFIX;
  }
}

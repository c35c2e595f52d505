package dev.radicchio.binary;

import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * One immediate of an instruction: how it is encoded and, where it is an index, what of. Which
 * instructions there are, and with which immediates, is known here and nowhere else.
 *
 * @see <a href="https://webassembly.github.io/spec/core/binary/instructions.html">Binary Format:
 *     Instructions</a>
 */
enum Immediate {
  BYTE,
  /** A number that is no index outside the function: of a field, of a lane, of elements. */
  NUMBER,
  I32,
  I64,
  F32,
  F64,
  V128,
  LOCAL,
  LABEL,
  LABELS,
  VALUE_TYPES,
  BLOCK_TYPE,
  HEAP_TYPE,
  CATCHES,
  MEMORY_ARGUMENT,
  TYPE(IndexSpace.TYPE),
  FUNCTION(IndexSpace.FUNCTION),
  TABLE(IndexSpace.TABLE),
  MEMORY(IndexSpace.MEMORY),
  GLOBAL(IndexSpace.GLOBAL),
  TAG(IndexSpace.TAG),
  ELEMENT(IndexSpace.ELEMENT),
  DATA(IndexSpace.DATA);

  /** Null where there is no such instruction. */
  private static final Immediate[] @Nullable [] BY_OPCODE = new Immediate[Opcode.INDICES][];

  private final IndexSpace space;

  Immediate() {
    this(IndexSpace.TYPE);
  }

  Immediate(IndexSpace space) {
    this.space = space;
  }

  /** What an index is of. */
  IndexSpace space() {
    return space;
  }

  /** The immediates of an instruction, or null where there is none with that opcode. */
  static Immediate @Nullable [] of(int opcode) {
    return BY_OPCODE[Opcode.index(opcode)];
  }

  static {
    control();
    variablesAndTables();
    memory();
    range(Opcode.I32_EQZ, Opcode.I64_EXTEND32_S);
    references();
    vectors();
    range(Opcode.MEMORY_ATOMIC_NOTIFY, Opcode.MEMORY_ATOMIC_WAIT64, MEMORY_ARGUMENT);
    set(Opcode.ATOMIC_FENCE, BYTE);
    range(Opcode.I32_ATOMIC_LOAD, Opcode.I64_ATOMIC_RMW32_CMPXCHG_U, MEMORY_ARGUMENT);
  }

  private static void control() {
    range(Opcode.UNREACHABLE, Opcode.NOP);
    range(Opcode.BLOCK, Opcode.IF, BLOCK_TYPE);
    set(Opcode.ELSE);
    set(Opcode.TRY, BLOCK_TYPE);
    range(Opcode.CATCH, Opcode.THROW, TAG);
    set(Opcode.RETHROW, LABEL);
    range(Opcode.THROW_REF, Opcode.END);
    range(Opcode.BR, Opcode.BR_IF, LABEL);
    set(Opcode.BR_TABLE, LABELS, LABEL);
    set(Opcode.RETURN);
    set(Opcode.CALL, FUNCTION);
    set(Opcode.CALL_INDIRECT, TYPE, TABLE);
    set(Opcode.RETURN_CALL, FUNCTION);
    set(Opcode.RETURN_CALL_INDIRECT, TYPE, TABLE);
    range(Opcode.CALL_REF, Opcode.RETURN_CALL_REF, TYPE);
    set(Opcode.DELEGATE, LABEL);
    set(Opcode.CATCH_ALL);
    range(Opcode.DROP, Opcode.SELECT);
    set(Opcode.SELECT_T, VALUE_TYPES);
    set(Opcode.TRY_TABLE, BLOCK_TYPE, CATCHES);
  }

  private static void variablesAndTables() {
    range(Opcode.LOCAL_GET, Opcode.LOCAL_TEE, LOCAL);
    range(Opcode.GLOBAL_GET, Opcode.GLOBAL_SET, GLOBAL);
    range(Opcode.TABLE_GET, Opcode.TABLE_SET, TABLE);
    set(Opcode.TABLE_INIT, ELEMENT, TABLE);
    set(Opcode.ELEM_DROP, ELEMENT);
    set(Opcode.TABLE_COPY, TABLE, TABLE);
    range(Opcode.TABLE_GROW, Opcode.TABLE_FILL, TABLE);
  }

  private static void memory() {
    range(Opcode.I32_LOAD, Opcode.I64_STORE32, MEMORY_ARGUMENT);
    range(Opcode.MEMORY_SIZE, Opcode.MEMORY_GROW, MEMORY);
    set(Opcode.I32_CONST, I32);
    set(Opcode.I64_CONST, I64);
    set(Opcode.F32_CONST, F32);
    set(Opcode.F64_CONST, F64);
    range(Opcode.I32_TRUNC_SAT_F32_S, Opcode.I64_TRUNC_SAT_F64_U);
    set(Opcode.MEMORY_INIT, DATA, MEMORY);
    set(Opcode.DATA_DROP, DATA);
    set(Opcode.MEMORY_COPY, MEMORY, MEMORY);
    set(Opcode.MEMORY_FILL, MEMORY);
  }

  private static void references() {
    set(Opcode.REF_NULL, HEAP_TYPE);
    set(Opcode.REF_IS_NULL);
    set(Opcode.REF_FUNC, FUNCTION);
    range(Opcode.REF_EQ, Opcode.REF_AS_NON_NULL);
    range(Opcode.BR_ON_NULL, Opcode.BR_ON_NON_NULL, LABEL);
    range(Opcode.STRUCT_NEW, Opcode.STRUCT_NEW_DEFAULT, TYPE);
    range(Opcode.STRUCT_GET, Opcode.STRUCT_SET, TYPE, NUMBER);
    range(Opcode.ARRAY_NEW, Opcode.ARRAY_NEW_DEFAULT, TYPE);
    set(Opcode.ARRAY_NEW_FIXED, TYPE, NUMBER);
    set(Opcode.ARRAY_NEW_DATA, TYPE, DATA);
    set(Opcode.ARRAY_NEW_ELEM, TYPE, ELEMENT);
    range(Opcode.ARRAY_GET, Opcode.ARRAY_SET, TYPE);
    set(Opcode.ARRAY_LEN);
    set(Opcode.ARRAY_FILL, TYPE);
    set(Opcode.ARRAY_COPY, TYPE, TYPE);
    set(Opcode.ARRAY_INIT_DATA, TYPE, DATA);
    set(Opcode.ARRAY_INIT_ELEM, TYPE, ELEMENT);
    range(Opcode.REF_TEST, Opcode.REF_CAST_NULL, HEAP_TYPE);
    range(Opcode.BR_ON_CAST, Opcode.BR_ON_CAST_FAIL, BYTE, LABEL, HEAP_TYPE, HEAP_TYPE);
    range(Opcode.ANY_CONVERT_EXTERN, Opcode.I31_GET_U);
  }

  private static void vectors() {
    range(Opcode.V128_LOAD, Opcode.V128_STORE, MEMORY_ARGUMENT);
    range(Opcode.V128_CONST, Opcode.I8X16_SHUFFLE, V128);
    range(Opcode.I8X16_SWIZZLE, Opcode.F64X2_SPLAT);
    range(Opcode.I8X16_EXTRACT_LANE_S, Opcode.F64X2_REPLACE_LANE, BYTE);
    range(Opcode.I8X16_EQ, Opcode.V128_ANY_TRUE);
    range(Opcode.V128_LOAD8_LANE, Opcode.V128_STORE64_LANE, MEMORY_ARGUMENT, NUMBER);
    range(Opcode.V128_LOAD32_ZERO, Opcode.V128_LOAD64_ZERO, MEMORY_ARGUMENT);
    range(Opcode.F32X4_DEMOTE_LOW_F64X2_ZERO, Opcode.F64X2_CONVERT_LOW_I32X4_U);
    IntStream.of(0x9A, 0xA2, 0xA5, 0xA6, 0xAF, 0xB0, 0xB2, 0xB3, 0xB4, 0xBB, 0xC2, 0xC5, 0xC6)
        .forEach(Immediate::clearVector);
    IntStream.of(0xCF, 0xD0, 0xD2, 0xD3, 0xD4, 0xE2, 0xEE).forEach(Immediate::clearVector);
  }

  /** Numbers of no instruction among those of vectors. */
  private static void clearVector(int number) {
    BY_OPCODE[Opcode.index(Opcode.V128_LOAD + number)] = null;
  }

  private static void set(int opcode, Immediate... immediates) {
    BY_OPCODE[Opcode.index(opcode)] = immediates;
  }

  private static void range(int first, int last, Immediate... immediates) {
    for (int opcode = first; opcode <= last; opcode++) {
      set(opcode, immediates);
    }
  }
}

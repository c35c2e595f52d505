package dev.radicchio.binary.code;

import dev.radicchio.binary.Opcode;
import dev.radicchio.binary.ValType;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What an instruction takes from the stack and leaves there, where its opcode alone tells: the
 * instructions on numbers and vectors, and accesses to a memory, whose addresses are listed as
 * {@code i32} and are {@code i64} in a 64-bit memory.
 *
 * @param takes the types of its operands, the one on top of the stack last
 * @param leaves the types of its results
 * @see <a href="https://webassembly.github.io/spec/core/appendix/index-instructions.html">Index of
 *     Instructions</a>
 */
public record Signature(List<ValType> takes, List<ValType> leaves) {
  private static final @Nullable Signature[] BY_OPCODE = new Signature[Opcode.INDICES];

  public Signature {
    takes = List.copyOf(takes);
    leaves = List.copyOf(leaves);
  }

  /** That of an instruction, or null where it depends on more than the opcode. */
  public static @Nullable Signature of(int opcode) {
    return BY_OPCODE[Opcode.index(opcode)];
  }

  static {
    memory();
    comparisons();
    arithmetic();
    conversions();
    vectorMemory();
    vectors();
    atomics();
  }

  private static void memory() {
    each(Opcode.I32_LOAD, "i:i", "i:l", "i:f", "i:d");
    range("i:i", Opcode.I32_LOAD8_S, Opcode.I32_LOAD16_U);
    range("i:l", Opcode.I64_LOAD8_S, Opcode.I64_LOAD32_U);
    each(Opcode.I32_STORE, "ii:", "il:", "if:", "id:", "ii:", "ii:", "il:", "il:", "il:");
    each(Opcode.MEMORY_SIZE, ":i", "i:i", ":i", ":l", ":f", ":d"); // and the constants
    each(Opcode.MEMORY_INIT, "iii:", ":", "iii:", "iii:");
    set(Opcode.NOP, ":");
  }

  private static void comparisons() {
    set(Opcode.I32_EQZ, "i:i");
    range("ii:i", Opcode.I32_EQ, Opcode.I32_GE_U);
    set(Opcode.I64_EQZ, "l:i");
    range("ll:i", Opcode.I64_EQ, Opcode.I64_GE_U);
    range("ff:i", Opcode.F32_EQ, Opcode.F32_GE);
    range("dd:i", Opcode.F64_EQ, Opcode.F64_GE);
  }

  private static void arithmetic() {
    range("i:i", Opcode.I32_CLZ, Opcode.I32_POPCNT);
    range("ii:i", Opcode.I32_ADD, Opcode.I32_ROTR);
    range("l:l", Opcode.I64_CLZ, Opcode.I64_POPCNT);
    range("ll:l", Opcode.I64_ADD, Opcode.I64_ROTR);
    range("f:f", Opcode.F32_ABS, Opcode.F32_SQRT);
    range("ff:f", Opcode.F32_ADD, Opcode.F32_COPYSIGN);
    range("d:d", Opcode.F64_ABS, Opcode.F64_SQRT);
    range("dd:d", Opcode.F64_ADD, Opcode.F64_COPYSIGN);
  }

  private static void conversions() {
    each(Opcode.I32_WRAP_I64, "l:i", "f:i", "f:i", "d:i", "d:i");
    each(Opcode.I64_EXTEND_I32_S, "i:l", "i:l", "f:l", "f:l", "d:l", "d:l");
    each(Opcode.F32_CONVERT_I32_S, "i:f", "i:f", "l:f", "l:f", "d:f");
    each(Opcode.F64_CONVERT_I32_S, "i:d", "i:d", "l:d", "l:d", "f:d");
    each(Opcode.I32_REINTERPRET_F32, "f:i", "d:l", "i:f", "l:d");
    each(Opcode.I32_EXTEND8_S, "i:i", "i:i", "l:l", "l:l", "l:l");
    each(Opcode.I32_TRUNC_SAT_F32_S, "f:i", "f:i", "d:i", "d:i", "f:l", "f:l", "d:l", "d:l");
  }

  private static void vectorMemory() {
    range("i:v", Opcode.V128_LOAD, Opcode.V128_LOAD64_SPLAT);
    set(Opcode.V128_STORE, "iv:");
    range("iv:v", Opcode.V128_LOAD8_LANE, Opcode.V128_LOAD64_LANE);
    range("iv:", Opcode.V128_STORE8_LANE, Opcode.V128_STORE64_LANE);
    range("i:v", Opcode.V128_LOAD32_ZERO, Opcode.V128_LOAD64_ZERO);
  }

  private static void vectors() {
    each(Opcode.V128_CONST, ":v", "vv:v", "vv:v");
    each(Opcode.I8X16_SPLAT, "i:v", "i:v", "i:v", "l:v", "f:v", "d:v");
    each(Opcode.I8X16_EXTRACT_LANE_S, "v:i", "v:i", "vi:v", "v:i", "v:i", "vi:v", "v:i", "vi:v");
    each(Opcode.I64X2_EXTRACT_LANE, "v:l", "vl:v", "v:f", "vf:v", "v:d", "vd:v");
    range("vv:v", Opcode.I8X16_EQ, Opcode.F64X2_GE);
    each(Opcode.V128_NOT, "v:v", "vv:v", "vv:v", "vv:v", "vv:v", "vvv:v", "v:i");
    range("v:v", Opcode.F32X4_DEMOTE_LOW_F64X2_ZERO, Opcode.I8X16_POPCNT);
    range("v:i", Opcode.I8X16_ALL_TRUE, Opcode.I8X16_BITMASK);
    range("vv:v", Opcode.I8X16_NARROW_I16X8_S, Opcode.I8X16_NARROW_I16X8_U);
    range("v:v", Opcode.F32X4_CEIL, Opcode.F32X4_NEAREST);
    range("vi:v", Opcode.I8X16_SHL, Opcode.I8X16_SHR_U);
    range("vv:v", Opcode.I8X16_ADD, Opcode.I8X16_SUB_SAT_U);
    range("v:v", Opcode.F64X2_CEIL, Opcode.F64X2_FLOOR);
    range("vv:v", Opcode.I8X16_MIN_S, Opcode.I8X16_MAX_U);
    set(Opcode.F64X2_TRUNC, "v:v");
    set(Opcode.I8X16_AVGR_U, "vv:v");
    range("v:v", Opcode.I16X8_EXTADD_PAIRWISE_I8X16_S, Opcode.I16X8_NEG);
    set(Opcode.I16X8_Q15MULR_SAT_S, "vv:v");
    wide(Opcode.I16X8_ALL_TRUE, Opcode.I16X8_EXTMUL_HIGH_I8X16_U);
    set(Opcode.F64X2_NEAREST, "v:v");
    range("v:v", Opcode.I32X4_ABS, Opcode.I32X4_NEG);
    wide(Opcode.I32X4_ALL_TRUE, Opcode.I32X4_EXTMUL_HIGH_I16X8_U);
    range("v:v", Opcode.I64X2_ABS, Opcode.I64X2_NEG);
    wide(Opcode.I64X2_ALL_TRUE, Opcode.I64X2_EXTMUL_HIGH_I32X4_U);
    range("v:v", Opcode.F32X4_ABS, Opcode.F32X4_SQRT);
    range("vv:v", Opcode.F32X4_ADD, Opcode.F32X4_PMAX);
    range("v:v", Opcode.F64X2_ABS, Opcode.F64X2_SQRT);
    range("vv:v", Opcode.F64X2_ADD, Opcode.F64X2_PMAX);
    range("v:v", Opcode.I32X4_TRUNC_SAT_F32X4_S, Opcode.F64X2_CONVERT_LOW_I32X4_U);
  }

  /** The instructions that lanes of 16, 32 and 64 bits have in the same order. */
  private static void wide(int allTrue, int last) {
    each(allTrue, "v:i", "v:i", "vv:v", "vv:v");
    range("v:v", allTrue + 4, allTrue + 7); // extend
    range("vi:v", allTrue + 8, allTrue + 10); // shifts
    range("vv:v", allTrue + 11, last);
  }

  private static void atomics() {
    each(Opcode.MEMORY_ATOMIC_NOTIFY, "ii:i", "iil:i", "ill:i", ":");
    lanes(Opcode.I32_ATOMIC_LOAD, "i:i", "i:l");
    lanes(Opcode.I32_ATOMIC_STORE, "ii:", "il:");
    for (int group = Opcode.I32_ATOMIC_RMW_ADD; group < Opcode.I32_ATOMIC_RMW_CMPXCHG; group += 7) {
      lanes(group, "ii:i", "il:l");
    }
    lanes(Opcode.I32_ATOMIC_RMW_CMPXCHG, "iii:i", "ill:l");
  }

  /** The seven widths of an atomic access, in their order. */
  private static void lanes(int first, String i32, String i64) {
    each(first, i32, i64, i32, i32, i64, i64, i64);
  }

  private static void each(int first, String... signatures) {
    for (int i = 0; i < signatures.length; i++) {
      set(first + i, signatures[i]);
    }
  }

  private static void range(String signature, int first, int last) {
    for (int opcode = first; opcode <= last; opcode++) {
      set(opcode, signature);
    }
  }

  private static void set(int opcode, String signature) {
    int colon = signature.indexOf(':');
    Signature parsed =
        new Signature(types(signature.substring(0, colon)), types(signature.substring(colon + 1)));
    BY_OPCODE[Opcode.index(opcode)] = parsed;
  }

  private static List<ValType> types(String letters) {
    return letters.chars().mapToObj(Signature::type).toList();
  }

  private static ValType type(int letter) {
    return switch (letter) {
      case 'i' -> ValType.I32;
      case 'l' -> ValType.I64;
      case 'f' -> ValType.F32;
      case 'd' -> ValType.F64;
      case 'v' -> ValType.V128;
      default -> throw new IllegalArgumentException("no type: " + letter);
    };
  }
}

package dev.radicchio.binary;

import java.util.function.IntUnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * A value type.
 *
 * @param code the type's first byte: 0x7F for {@code i32}; 0x64 and 0x63 for {@code (ref ht)} and
 *     {@code (ref null ht)}, which the abbreviations such as {@code funcref} are not turned into
 * @param heapType for 0x64 and 0x63 the heap type: a type index, or negative for an abstract one;
 *     otherwise 0
 * @see <a href="https://webassembly.github.io/spec/core/binary/types.html#value-types">Binary
 *     Format: Value Types</a>
 */
public record ValType(int code, int heapType) {
  public static final ValType I32 = new ValType(0x7F, 0);
  public static final ValType I64 = new ValType(0x7E, 0);
  public static final ValType F32 = new ValType(0x7D, 0);
  public static final ValType F64 = new ValType(0x7C, 0);
  public static final ValType V128 = new ValType(0x7B, 0);
  public static final ValType FUNCREF = new ValType(0x70, 0);
  public static final ValType EXNREF = new ValType(0x69, 0);

  static final int REF = 0x64;
  static final int REF_NULL = 0x63;

  /** The last code of the abbreviations of reference types, all of which are below numbers. */
  private static final int LAST_REFERENCE = 0x74;

  /** The code of references to exceptions of which there are none. */
  private static final int NULL_EXNREF = 0x74;

  /** Abstract heap types are signed numbers of one byte. */
  static final int LOWEST_HEAP_TYPE = -64;

  /** Reads one value type. */
  static ValType read(WasmReader in) {
    int start = in.position();
    int code = in.u8();
    if (code == REF || code == REF_NULL) {
      long heapType = in.s33();
      if (heapType > Integer.MAX_VALUE || heapType < LOWEST_HEAP_TYPE) {
        throw new MalformedWasmException(start, "type index " + heapType + " is out of range");
      }
      return new ValType(code, (int) heapType);
    }
    if (nameOf(code) == null) {
      throw new MalformedWasmException(
          start, "0x" + Integer.toHexString(code) + " is not a value type");
    }
    return switch (code) {
      case 0x7F -> I32;
      case 0x7E -> I64;
      case 0x7D -> F32;
      case 0x7C -> F64;
      case 0x7B -> V128;
      case 0x70 -> FUNCREF;
      default -> new ValType(code, 0);
    };
  }

  /**
   * Writes this type with its type index, if it has one, replaced by what {@code typeIndex} says.
   */
  public void write(WasmWriter out, IntUnaryOperator typeIndex) {
    out.u8(code);
    if (isTyped()) {
      out.s64(mapped(typeIndex).heapType);
    }
  }

  /** This type with its type index, if it has one, replaced by what {@code typeIndex} says. */
  public ValType mapped(IntUnaryOperator typeIndex) {
    return typeIndex() < 0 ? this : new ValType(code, typeIndex.applyAsInt(heapType));
  }

  /** Moves behind a value type. */
  public static void skip(WasmReader in) {
    read(in);
  }

  /** The type of references to values of the type at {@code typeIndex}, or null. */
  public static ValType nullable(int typeIndex) {
    return new ValType(REF_NULL, typeIndex);
  }

  /** The same type with null among its values, if it is one of references. */
  public ValType nullable() {
    return code == REF ? new ValType(REF_NULL, heapType) : this;
  }

  /** The type of references to what an abstract heap type or a type index stands for, or null. */
  public static ValType reference(int heapType, boolean nullable) {
    return new ValType(nullable ? REF_NULL : REF, heapType);
  }

  /** The same type without null, if it is one of references. */
  public ValType nonNull() {
    if (code == REF_NULL) {
      return new ValType(REF, heapType);
    }
    return isReference() && code != REF ? new ValType(REF, code - 0x80) : this;
  }

  /** Whether its values are references. */
  public boolean isReference() {
    return isTyped() || code <= LAST_REFERENCE;
  }

  /** Whether its values are references to exceptions. */
  public boolean isException() {
    int abstractType = isTyped() ? heapType + 0x80 : code;
    return abstractType == EXNREF.code || abstractType == NULL_EXNREF;
  }

  /** The type index of a reference to a type of the module, or -1. */
  public int typeIndex() {
    return isTyped() && heapType >= 0 ? heapType : -1;
  }

  private boolean isTyped() {
    return code == REF || code == REF_NULL;
  }

  @Override
  public String toString() {
    if (!isTyped()) {
      return String.valueOf(nameOf(code));
    }
    String heap = heapType >= 0 ? Integer.toString(heapType) : heapName();
    return code == REF ? "(ref " + heap + ")" : "(ref null " + heap + ")";
  }

  private String heapName() {
    String name = nameOf(heapType & 0x7F);
    return name == null ? "0x" + Integer.toHexString(heapType & 0x7F) : name.replace("ref", "");
  }

  private static @Nullable String nameOf(int code) {
    return switch (code) {
      case 0x7F -> "i32";
      case 0x7E -> "i64";
      case 0x7D -> "f32";
      case 0x7C -> "f64";
      case 0x7B -> "v128";
      case 0x74 -> "nullexnref";
      case 0x73 -> "nullfuncref";
      case 0x72 -> "nullexternref";
      case 0x71 -> "nullref";
      case 0x70 -> "funcref";
      case 0x6F -> "externref";
      case 0x6E -> "anyref";
      case 0x6D -> "eqref";
      case 0x6C -> "i31ref";
      case 0x6B -> "structref";
      case 0x6A -> "arrayref";
      case 0x69 -> "exnref";
      default -> null;
    };
  }
}

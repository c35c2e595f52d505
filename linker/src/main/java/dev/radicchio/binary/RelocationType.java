package dev.radicchio.binary;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * The relocation types.
 *
 * @see <a
 *     href="https://github.com/WebAssembly/tool-conventions/blob/main/Linking.md#relocation-sections">Linking:
 *     Relocation Sections</a>
 */
public enum RelocationType {
  R_WASM_FUNCTION_INDEX_LEB(0, Encoding.LEB32, Addend.NONE),
  R_WASM_TABLE_INDEX_SLEB(1, Encoding.LEB32, Addend.NONE),
  R_WASM_TABLE_INDEX_I32(2, Encoding.I32, Addend.NONE),
  R_WASM_MEMORY_ADDR_LEB(3, Encoding.LEB32, Addend.PRESENT),
  R_WASM_MEMORY_ADDR_SLEB(4, Encoding.LEB32, Addend.PRESENT),
  R_WASM_MEMORY_ADDR_I32(5, Encoding.I32, Addend.PRESENT),
  R_WASM_TYPE_INDEX_LEB(6, Encoding.LEB32, Addend.NONE),
  R_WASM_GLOBAL_INDEX_LEB(7, Encoding.LEB32, Addend.NONE),
  R_WASM_FUNCTION_OFFSET_I32(8, Encoding.I32, Addend.PRESENT),
  R_WASM_SECTION_OFFSET_I32(9, Encoding.I32, Addend.PRESENT),
  R_WASM_TAG_INDEX_LEB(10, Encoding.LEB32, Addend.NONE),
  R_WASM_MEMORY_ADDR_REL_SLEB(11, Encoding.LEB32, Addend.PRESENT),
  R_WASM_TABLE_INDEX_REL_SLEB(12, Encoding.LEB32, Addend.NONE),
  R_WASM_GLOBAL_INDEX_I32(13, Encoding.I32, Addend.NONE),
  R_WASM_MEMORY_ADDR_LEB64(14, Encoding.LEB64, Addend.PRESENT),
  R_WASM_MEMORY_ADDR_SLEB64(15, Encoding.LEB64, Addend.PRESENT),
  R_WASM_MEMORY_ADDR_I64(16, Encoding.I64, Addend.PRESENT),
  R_WASM_MEMORY_ADDR_REL_SLEB64(17, Encoding.LEB64, Addend.PRESENT),
  R_WASM_TABLE_INDEX_SLEB64(18, Encoding.LEB64, Addend.NONE),
  R_WASM_TABLE_INDEX_I64(19, Encoding.I64, Addend.NONE),
  R_WASM_TABLE_NUMBER_LEB(20, Encoding.LEB32, Addend.NONE),
  R_WASM_MEMORY_ADDR_TLS_SLEB(21, Encoding.LEB32, Addend.PRESENT),
  R_WASM_FUNCTION_OFFSET_I64(22, Encoding.I64, Addend.PRESENT),
  R_WASM_MEMORY_ADDR_LOCREL_I32(23, Encoding.I32, Addend.PRESENT),
  R_WASM_TABLE_INDEX_REL_SLEB64(24, Encoding.LEB64, Addend.NONE),
  R_WASM_MEMORY_ADDR_TLS_SLEB64(25, Encoding.LEB64, Addend.PRESENT),
  R_WASM_FUNCTION_INDEX_I32(26, Encoding.I32, Addend.NONE);

  /** How the value stands in the file: as a padded LEB128, or as a number. */
  private enum Encoding {
    LEB32(5),
    LEB64(10),
    I32(4),
    I64(8);

    private final int bytes;

    Encoding(int bytes) {
      this.bytes = bytes;
    }
  }

  private enum Addend {
    NONE,
    PRESENT
  }

  private static final @Nullable RelocationType[] BY_NUMBER = new RelocationType[0x100];

  static {
    Arrays.stream(values()).forEach(type -> BY_NUMBER[type.number] = type);
  }

  private final int number;
  private final Encoding encoding;
  private final Addend addend;

  RelocationType(int number, Encoding encoding, Addend addend) {
    this.number = number;
    this.encoding = encoding;
    this.addend = addend;
  }

  /**
   * The type that a byte stands for, or null.
   *
   * @param number 0 to 255
   */
  static @Nullable RelocationType of(int number) {
    return BY_NUMBER[number];
  }

  /** Whether an entry of this type has an addend. */
  public boolean hasAddend() {
    return addend == Addend.PRESENT;
  }

  /** How many bytes a relocation of this type changes: a padded LEB128, or a number of 4 or 8. */
  public int siteBytes() {
    return encoding.bytes;
  }

  /** Whether this type is for 64-bit memories. */
  public boolean is64() {
    return encoding == Encoding.LEB64 || encoding == Encoding.I64;
  }
}

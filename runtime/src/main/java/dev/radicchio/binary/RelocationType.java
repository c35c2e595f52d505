package dev.radicchio.binary;

import org.jspecify.annotations.Nullable;

/**
 * The relocation types, in the order of their numbers.
 *
 * @see <a
 *     href="https://github.com/WebAssembly/tool-conventions/blob/main/Linking.md#relocation-sections">Linking:
 *     Relocation Sections</a>
 */
public enum RelocationType {
  R_WASM_FUNCTION_INDEX_LEB,
  R_WASM_TABLE_INDEX_SLEB,
  R_WASM_TABLE_INDEX_I32,
  R_WASM_MEMORY_ADDR_LEB,
  R_WASM_MEMORY_ADDR_SLEB,
  R_WASM_MEMORY_ADDR_I32,
  R_WASM_TYPE_INDEX_LEB,
  R_WASM_GLOBAL_INDEX_LEB,
  R_WASM_FUNCTION_OFFSET_I32,
  R_WASM_SECTION_OFFSET_I32,
  R_WASM_TAG_INDEX_LEB,
  R_WASM_MEMORY_ADDR_REL_SLEB,
  R_WASM_TABLE_INDEX_REL_SLEB,
  R_WASM_GLOBAL_INDEX_I32,
  R_WASM_MEMORY_ADDR_LEB64,
  R_WASM_MEMORY_ADDR_SLEB64,
  R_WASM_MEMORY_ADDR_I64,
  R_WASM_MEMORY_ADDR_REL_SLEB64,
  R_WASM_TABLE_INDEX_SLEB64,
  R_WASM_TABLE_INDEX_I64,
  R_WASM_TABLE_NUMBER_LEB,
  R_WASM_MEMORY_ADDR_TLS_SLEB,
  R_WASM_FUNCTION_OFFSET_I64,
  R_WASM_MEMORY_ADDR_LOCREL_I32,
  R_WASM_TABLE_INDEX_REL_SLEB64,
  R_WASM_MEMORY_ADDR_TLS_SLEB64,
  R_WASM_FUNCTION_INDEX_I32;

  static @Nullable RelocationType of(int number) {
    return number < values().length ? values()[number] : null;
  }

  /** Whether an entry of this type has an addend. */
  public boolean hasAddend() {
    return name().contains("MEMORY_ADDR") || name().contains("_OFFSET_");
  }

  /** How many bytes a relocation of this type changes: a padded LEB128, or a number of 4 or 8. */
  public int siteBytes() {
    if (name().contains("LEB")) {
      return is64() ? 10 : 5;
    }
    return is64() ? 8 : 4;
  }

  /** Whether this type is for 64-bit memories. */
  public boolean is64() {
    return name().endsWith("64");
  }
}

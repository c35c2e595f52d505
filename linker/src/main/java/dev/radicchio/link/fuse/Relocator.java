package dev.radicchio.link.fuse;

import dev.radicchio.binary.Relocation;
import dev.radicchio.link.input.Instance;
import dev.radicchio.link.input.LittleEndian;
import dev.radicchio.link.input.ModulePlace;
import dev.radicchio.link.input.RelocationValue;
import dev.radicchio.link.input.Relocations;
import dev.radicchio.link.place.Placement;

/**
 * Applies the relocations of a module to a copy of its bytes: addresses and table slots become
 * those of the program. What a site is to hold, {@link RelocationValue} knows; here it is encoded.
 * Every site was checked when the module was read and takes five bytes or four, so no byte moves.
 *
 * <p>Relocations of indices are not applied here: the fuser rewrites every index, whether it has a
 * relocation or not, since functions that a linker synthesises have none.
 */
final class Relocator {
  private final byte[] bytes;
  private final RelocationValue value;

  private Relocator(byte[] bytes, RelocationValue value) {
    this.bytes = bytes;
    this.value = value;
  }

  /**
   * The module's bytes with all addresses where the program has them; the module's own bytes if
   * none change.
   */
  static byte[] relocate(Instance instance, Placement placement) {
    byte[] bytes = instance.binary().bytes();
    return instance
        .module()
        .relocatability()
        .relocations()
        .map(kept -> relocate(bytes.clone(), kept, placement.addresses().place(instance)))
        .orElse(bytes);
  }

  private static byte[] relocate(byte[] bytes, Relocations relocations, ModulePlace place) {
    Relocator relocator = new Relocator(bytes, new RelocationValue(relocations, place));
    relocations.code().forEach(relocator::apply);
    relocations.data().forEach(relocator::apply);
    return bytes;
  }

  private void apply(Relocation site) {
    switch (site.type()) {
      case R_WASM_MEMORY_ADDR_LEB -> writeUnsigned(site.offset(), value.of(site));
      case R_WASM_MEMORY_ADDR_SLEB,
          R_WASM_MEMORY_ADDR_REL_SLEB,
          R_WASM_MEMORY_ADDR_TLS_SLEB,
          R_WASM_TABLE_INDEX_SLEB,
          R_WASM_TABLE_INDEX_REL_SLEB ->
          writeSigned(site.offset(), value.of(site));
      case R_WASM_MEMORY_ADDR_I32, R_WASM_TABLE_INDEX_I32, R_WASM_MEMORY_ADDR_LOCREL_I32 ->
          LittleEndian.writeInt(bytes, site.offset(), value.of(site));
      case R_WASM_FUNCTION_INDEX_LEB,
          R_WASM_TYPE_INDEX_LEB,
          R_WASM_GLOBAL_INDEX_LEB,
          R_WASM_TAG_INDEX_LEB,
          R_WASM_TABLE_NUMBER_LEB -> {} // the fuser's
      default -> throw new AssertionError(site.type() + " is refused when the module is read");
    }
  }

  private void writeUnsigned(int offset, int value) {
    for (int i = 0; i < 4; i++) {
      bytes[offset + i] = (byte) (value | 0x80);
      value >>>= 7;
    }
    bytes[offset + 4] = (byte) value;
  }

  private void writeSigned(int offset, int value) {
    for (int i = 0; i < 4; i++) {
      bytes[offset + i] = (byte) (value | 0x80);
      value >>= 7;
    }
    bytes[offset + 4] = (byte) (value & 0x7F);
  }
}

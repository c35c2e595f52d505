package dev.radicchio.link.fuse;

import dev.radicchio.binary.Relocation;
import dev.radicchio.link.input.Instance;
import dev.radicchio.link.input.LittleEndian;
import dev.radicchio.link.input.RelocationValue;
import dev.radicchio.link.place.Placement;
import dev.radicchio.link.resolve.Functions;
import java.util.OptionalInt;
import java.util.function.Function;

/**
 * Applies the relocations of a module to a copy of its bytes: addresses and table slots become
 * those of the program. What a site is to hold, {@link RelocationValue} knows; here it is encoded.
 * Every site was checked when the module was read and takes five bytes or four, so no byte moves.
 *
 * <p>Relocations of indices are not applied here: the fuser rewrites every index, whether it has a
 * relocation or not, since functions that a linker synthesises have none. Only where a symbol means
 * another function than its index does, the site gets a number that the fuser knows to be that.
 */
final class Relocator {
  private final byte[] bytes;
  private final RelocationValue value;
  private final Function<Relocation, OptionalInt> called;

  private Relocator(byte[] bytes, RelocationValue value, Function<Relocation, OptionalInt> called) {
    this.bytes = bytes;
    this.value = value;
    this.called = called;
  }

  /**
   * The module's bytes with all addresses where the program has them; the module's own bytes if
   * none change.
   */
  static byte[] relocate(Instance instance, Placement placement, Functions functions) {
    byte[] bytes = instance.binary().bytes();
    return instance
        .module()
        .relocatability()
        .relocations()
        .map(
            kept -> {
              Relocator relocator =
                  new Relocator(
                      bytes.clone(),
                      new RelocationValue(kept, placement.addresses().place(instance)),
                      site -> functions.calledBy(instance, kept.symbol(site)));
              kept.code().forEach(relocator::apply);
              kept.data().forEach(relocator::apply);
              return relocator.bytes;
            })
        .orElse(bytes);
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
      case R_WASM_FUNCTION_INDEX_LEB ->
          called.apply(site).ifPresent(function -> writeUnsigned(site.offset(), function));
      case R_WASM_TYPE_INDEX_LEB,
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

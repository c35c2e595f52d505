package dev.radicchio.link.fuse;

import dev.radicchio.binary.Relocation;
import dev.radicchio.binary.Symbol;
import dev.radicchio.link.input.Instance;
import dev.radicchio.link.input.LittleEndian;
import dev.radicchio.link.input.RelocationCheck;
import dev.radicchio.link.input.Relocs;
import dev.radicchio.link.place.Placement;

/**
 * Applies the relocations of a module to a copy of its bytes: addresses and table slots become
 * those of the program. Every site was checked by {@link RelocationCheck} and takes five bytes or
 * four, so no byte moves.
 *
 * <p>Relocations of indices are not applied here: the fuser rewrites every index, whether it has a
 * relocation or not, since functions that a linker synthesises have none.
 */
final class Relocator {
  private final Instance instance;
  private final Relocs relocs;
  private final Placement placement;
  private final byte[] bytes;

  private Relocator(Instance instance, Relocs relocs, Placement placement) {
    this.instance = instance;
    this.relocs = relocs;
    this.placement = placement;
    this.bytes = instance.binary().bytes().clone();
  }

  /**
   * The module's bytes with all addresses where the program has them; the module's own bytes if
   * none change.
   */
  static byte[] relocate(Instance instance, Placement placement) {
    if (!(instance.module().relocatability() instanceof Relocs relocs)) {
      return instance.binary().bytes();
    }
    Relocator relocator = new Relocator(instance, relocs, placement);
    relocs.code().forEach(relocator::apply);
    relocs.data().forEach(relocator::apply);
    return relocator.bytes;
  }

  private void apply(Relocation site) {
    if (Relocs.isDropped(site)) {
      return;
    }
    switch (site.type()) {
      case R_WASM_MEMORY_ADDR_LEB -> writeUnsigned(site.offset(), address(site));
      case R_WASM_MEMORY_ADDR_SLEB -> writeSigned(site.offset(), address(site));
      case R_WASM_MEMORY_ADDR_I32 -> LittleEndian.writeInt(bytes, site.offset(), address(site));
      case R_WASM_MEMORY_ADDR_REL_SLEB ->
          writeSigned(site.offset(), address(site) - (int) (relocs.memoryBase() + distance()));
      case R_WASM_TABLE_INDEX_SLEB -> writeSigned(site.offset(), slot(site));
      case R_WASM_TABLE_INDEX_I32 -> LittleEndian.writeInt(bytes, site.offset(), slot(site));
      case R_WASM_TABLE_INDEX_REL_SLEB ->
          writeSigned(site.offset(), slot(site) - (int) relocs.tableBase());
      case R_WASM_FUNCTION_INDEX_LEB,
          R_WASM_TYPE_INDEX_LEB,
          R_WASM_GLOBAL_INDEX_LEB,
          R_WASM_TAG_INDEX_LEB,
          R_WASM_TABLE_NUMBER_LEB -> {} // the fuser's
      case R_WASM_MEMORY_ADDR_TLS_SLEB ->
          writeSigned(site.offset(), address(site) - (int) (relocs.tlsBase() + distance()));
      case R_WASM_MEMORY_ADDR_LOCREL_I32 ->
          LittleEndian.writeInt(bytes, site.offset(), distance(site));
      default -> throw new AssertionError(site.type() + " is refused when the module is read");
    }
  }

  private long distance() {
    return placement.memory().of(instance).distance();
  }

  /** The address with its addend; an undefined weak symbol is 0 without. */
  private int address(Relocation site) {
    Symbol symbol = relocs.symbols().get(site.index());
    int address = placement.addresses().of(instance, relocs, symbol).orElse(0);
    return symbol.isUndefined() && address == 0 ? 0 : address + site.addend();
  }

  /** How far the address is from the site; as linkers have it, an undefined weak symbol is 0. */
  private int distance(Relocation site) {
    int address = address(site);
    return address == 0 ? 0 : address - (int) (relocs.address(site) + distance());
  }

  private int slot(Relocation site) {
    return placement.table().slotOf(instance, relocs.symbols().get(site.index()).index());
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

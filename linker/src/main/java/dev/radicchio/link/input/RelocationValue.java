package dev.radicchio.link.input;

import dev.radicchio.binary.Relocation;
import dev.radicchio.binary.Symbol;

/**
 * What a relocation means: the number at its site, if the parts of the module are where a {@link
 * ModulePlace} says. {@link RelocationCheck} compares it with what is there as linked, and linking
 * writes what it is in the program. How the number is encoded is another question.
 *
 * <p>{@code a} is the address of the symbol with the addend, {@code s} the table slot of the
 * function:
 *
 * <table>
 *   <caption>The value by type</caption>
 *   <tr><td>{@code MEMORY_ADDR_LEB, _SLEB, _I32}</td><td>{@code a}</td></tr>
 *   <tr><td>{@code MEMORY_ADDR_REL_SLEB}</td><td>{@code a - __memory_base}</td></tr>
 *   <tr><td>{@code MEMORY_ADDR_TLS_SLEB}</td><td>{@code a - __tls_base}</td></tr>
 *   <tr><td>{@code MEMORY_ADDR_LOCREL_I32}</td><td>{@code a} - the site's address</td></tr>
 *   <tr><td>{@code TABLE_INDEX_SLEB, _I32}</td><td>{@code s}</td></tr>
 *   <tr><td>{@code TABLE_INDEX_REL_SLEB}</td><td>{@code s - __table_base}</td></tr>
 * </table>
 *
 * <p>The address of a weak symbol that nothing defines is 0, whatever the addend, and so is the
 * distance to it.
 *
 * @see <a
 *     href="https://github.com/WebAssembly/tool-conventions/blob/main/Linking.md#processing-relocations">
 *     Linking: Processing Relocations</a>
 */
public final class RelocationValue {
  private final Relocations relocations;
  private final ModulePlace place;

  public RelocationValue(Relocations relocations, ModulePlace place) {
    this.relocations = relocations;
    this.place = place;
  }

  /** The value of a relocation of an address or a slot whose symbol is of the right kind. */
  public int of(Relocation site) {
    return switch (site.type()) {
      case R_WASM_MEMORY_ADDR_LEB, R_WASM_MEMORY_ADDR_SLEB, R_WASM_MEMORY_ADDR_I32 -> address(site);
      case R_WASM_MEMORY_ADDR_REL_SLEB ->
          address(site) - relocations.memoryBase() - place.distance();
      case R_WASM_MEMORY_ADDR_TLS_SLEB -> address(site) - relocations.tlsBase() - place.distance();
      case R_WASM_MEMORY_ADDR_LOCREL_I32 -> distance(site);
      case R_WASM_TABLE_INDEX_SLEB, R_WASM_TABLE_INDEX_I32 -> slot(site);
      case R_WASM_TABLE_INDEX_REL_SLEB -> slot(site) - relocations.tableBase();
      default -> throw new AssertionError(site.type() + " is no address and no slot");
    };
  }

  private int address(Relocation site) {
    if (Relocations.isDropped(site)) {
      return 0;
    }
    Symbol symbol = relocations.symbol(site);
    int address = relocations.address(symbol, place).orElse(0);
    return symbol.isUndefined() && address == 0 ? 0 : address + site.addend();
  }

  private int distance(Relocation site) {
    int address = address(site);
    return address == 0 ? 0 : address - (int) relocations.siteAddress(site) - place.distance();
  }

  private int slot(Relocation site) {
    if (Relocations.isDropped(site)) {
      return 0;
    }
    Symbol function = relocations.symbol(site);
    return relocations.mayBeCompared(site) ? place.slot(function) : place.calledSlot(function);
  }
}

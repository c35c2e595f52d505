package dev.radicchio.link;

import dev.radicchio.binary.Import;
import dev.radicchio.binary.Relocation;
import dev.radicchio.binary.RelocationType;
import dev.radicchio.binary.Symbol;
import java.util.List;

/**
 * Whether a module manages the memory above all static data: it refers to {@code __heap_base}, or
 * it cannot be moved and asks how large the memory is. An allocator that only uses pages that it
 * gets from {@code memory.grow} does not.
 */
final class HeapUse {
  private static final String HEAP_BASE = "__heap_base";

  private HeapUse() {}

  static boolean of(InputModule module) {
    if (module.relocatability() instanceof Relocatability.Absolute absolute) {
      return absolute.claimsRest();
    }
    for (Import imported : module.binary().imports()) {
      if (imported.name().equals(HEAP_BASE)) {
        return true;
      }
    }
    return module.relocatability() instanceof Relocs relocs
        && (refersTo(relocs, relocs.code()) || refersTo(relocs, relocs.data()));
  }

  private static boolean refersTo(Relocs relocs, List<Relocation> relocations) {
    List<Symbol> symbols = relocs.symbols();
    for (Relocation relocation : relocations) {
      if (relocation.type() != RelocationType.R_WASM_TYPE_INDEX_LEB
          && !Relocs.isDropped(relocation)
          && symbols.get(relocation.index()).name().equals(HEAP_BASE)) {
        return true;
      }
    }
    return false;
  }
}

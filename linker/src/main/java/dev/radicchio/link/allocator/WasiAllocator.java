package dev.radicchio.link.allocator;

import dev.radicchio.binary.Relocation;
import dev.radicchio.binary.Symbol;
import dev.radicchio.link.input.InputModule;
import dev.radicchio.link.input.LinkerSymbols;
import dev.radicchio.link.input.Relocations;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Tells whether wasi-libc's allocator is all of a module that manages memory. Like others it takes
 * all memory from {@code __heap_base} to {@code memory.size} when it is first called; unlike others
 * it is known to cope with pages that do not follow those that it has. So it can live beside other
 * allocators if it is told that there is nothing above {@code __heap_base}.
 *
 * <p>That holds only if nothing but the allocator asks for the memory's size or for {@code
 * __heap_base}, which the names of functions tell.
 *
 * @see <a href="https://github.com/WebAssembly/wasi-libc/tree/main/dlmalloc">wasi-libc:
 *     dlmalloc</a>
 */
final class WasiAllocator {
  /** The second only asserts that pointers are below the end of memory. */
  private static final Set<String> SIZE_ASKERS = Set.of("sbrk", "assert_invariants");

  private static final Set<String> HEAP_USERS = Set.of("dlmalloc", "try_init_allocator");
  private static final Set<String> HEAP_SYMBOLS =
      Set.of(LinkerSymbols.HEAP_BASE, LinkerSymbols.HEAP_END);

  private WasiAllocator() {}

  /** Whether nothing else manages memory in a module that has it. */
  static boolean isAlone(InputModule module) {
    Optional<Relocations> relocations = module.relocatability().relocations();
    Map<Integer, String> names = new HashMap<>(module.names().functions());
    relocations.ifPresent(kept -> addSymbols(kept, names));
    return module.scan().sizeReaders().stream()
            .allMatch(function -> SIZE_ASKERS.contains(names.getOrDefault(function, "")))
        && (relocations.isEmpty() || aloneRefersToHeap(relocations.get(), names));
  }

  private static void addSymbols(Relocations relocations, Map<Integer, String> names) {
    for (Symbol symbol : relocations.symbols()) {
      if (symbol.kind() == Symbol.Kind.FUNCTION) {
        names.put(symbol.index(), symbol.name());
      }
    }
  }

  private static boolean aloneRefersToHeap(Relocations relocations, Map<Integer, String> names) {
    return relocations.data().stream().noneMatch(site -> isHeap(relocations, site))
        && relocations.code().stream()
            .filter(site -> isHeap(relocations, site))
            .map(site -> names.getOrDefault(relocations.functionAt(site), ""))
            .allMatch(HEAP_USERS::contains);
  }

  private static boolean isHeap(Relocations relocations, Relocation site) {
    return Relocations.hasSymbol(site) && HEAP_SYMBOLS.contains(relocations.symbol(site).name());
  }
}

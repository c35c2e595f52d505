package dev.radicchio.link.allocator;

import dev.radicchio.binary.ExternType;
import dev.radicchio.binary.Relocation;
import dev.radicchio.binary.RelocationType;
import dev.radicchio.binary.Span;
import dev.radicchio.binary.Symbol;
import dev.radicchio.binary.WasmBinary;
import dev.radicchio.link.bind.MemoryView;
import dev.radicchio.link.input.InputModule;
import dev.radicchio.link.input.Relocs;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Tells whether wasi-libc's allocator is all of a module that manages memory. Like others it takes
 * all memory from {@code __heap_base} to {@code memory.size} when it is first called; unlike others
 * it is known to cope with pages that do not follow those that it has. So it can live beside other
 * allocators if it is told that there is nothing above {@code __heap_base}, see {@link MemoryView}.
 *
 * <p>That holds only if nothing but the allocator asks for the memory's size or for {@code
 * __heap_base}, which the names of functions tell.
 *
 * @see <a href="https://github.com/WebAssembly/wasi-libc/tree/main/dlmalloc">wasi-libc:
 *     dlmalloc</a>
 */
final class WasiAllocator {
  private static final String MALLOC = "dlmalloc";
  private static final String SBRK = "sbrk";

  /** The second only asserts that pointers are below the end of memory. */
  private static final Set<String> SIZE_ASKERS = Set.of(SBRK, "assert_invariants");

  private static final Set<String> HEAP_USERS = Set.of(MALLOC, "try_init_allocator");
  private static final Set<String> HEAP_SYMBOLS = Set.of("__heap_base", "__heap_end");

  private final WasmBinary module;
  private final Map<Integer, String> names;

  private WasiAllocator(WasmBinary module, Map<Integer, String> names) {
    this.module = module;
    this.names = names;
  }

  /** Whether nothing else manages memory in a module that has it. */
  static boolean isAlone(InputModule module) {
    Map<Integer, String> names = new HashMap<>(module.names().functions());
    Relocs relocs = module.relocatability() instanceof Relocs some ? some : null;
    if (relocs != null) {
      for (Symbol symbol : relocs.symbols()) {
        if (symbol.kind() == Symbol.Kind.FUNCTION) {
          names.put(symbol.index(), symbol.name());
        }
      }
    }
    WasiAllocator allocator = new WasiAllocator(module.binary(), names);
    return module.scan().sizeReaders().stream()
            .allMatch(function -> SIZE_ASKERS.contains(names.getOrDefault(function, "")))
        && (relocs == null || allocator.aloneRefersToHeap(relocs));
  }

  private boolean aloneRefersToHeap(Relocs relocs) {
    return relocs.data().stream().noneMatch(site -> isHeap(relocs, site))
        && relocs.code().stream()
            .filter(site -> isHeap(relocs, site))
            .allMatch(site -> HEAP_USERS.contains(functionAt(site.offset())));
  }

  private static boolean isHeap(Relocs relocs, Relocation site) {
    return site.type() != RelocationType.R_WASM_TYPE_INDEX_LEB
        && !Relocs.isDropped(site)
        && HEAP_SYMBOLS.contains(relocs.symbols().get(site.index()).name());
  }

  private String functionAt(int offset) {
    List<Span> bodies = module.bodies();
    for (int i = 0; i < bodies.size(); i++) {
      if (offset >= bodies.get(i).start() && offset < bodies.get(i).end()) {
        return names.getOrDefault(module.imported(ExternType.Kind.FUNCTION) + i, "");
      }
    }
    return "";
  }
}

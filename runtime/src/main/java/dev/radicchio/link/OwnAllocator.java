package dev.radicchio.link;

import dev.radicchio.binary.ElementSegment;
import dev.radicchio.binary.Export;
import dev.radicchio.binary.ExternType;
import dev.radicchio.binary.ImmediateVisitor;
import dev.radicchio.binary.IndexSpace;
import dev.radicchio.binary.InstructionWalker;
import dev.radicchio.binary.Relocation;
import dev.radicchio.binary.RelocationType;
import dev.radicchio.binary.Span;
import dev.radicchio.binary.Symbol;
import dev.radicchio.binary.WasmBinary;
import java.util.ArrayDeque;
import java.util.BitSet;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.TreeMap;
import java.util.function.Predicate;

/**
 * The allocator that a module with relocations brings: the functions that the program's heap can
 * replace, so that what the module allocates, others can free.
 *
 * <p>Functions are found by the names and types of their symbols. To replace them is sound only if
 * nothing else of the module reaches into the allocator, for instance code that was inlined: then
 * one half would take what the other gave. So the allocator's state is worked out: the static data
 * that both its allocating and its freeing functions refer to, what can be written and functions
 * refer to that nothing calls any more once they are replaced, such as a count of the blocks, and
 * what pointers in all of that point to. If a function that can still be called refers to any of
 * it, or other modules may, the module keeps its allocator.
 *
 * <p>What an allocator keeps in front of its blocks has no address to look for, and a {@code
 * realloc} that was inlined reads it. So an allocator whose freeing functions compute with negative
 * numbers, as those do that step back from a block or round its address down, stays as well, and so
 * does one that calls imported functions, which then would be called no more. wasi-libc's and
 * Rust's are excepted: they come compiled, and all that knows how they keep blocks is replaced with
 * them.
 */
final class OwnAllocator {
  /** What C's functions also set, and the program's heap does not. */
  private static final String ERRNO = "errno";

  private final WasmBinary module;
  private final Relocs relocs;
  private final int imported;
  private final BitSet[] calls;
  private final BitSet[] data;
  private final Map<Long, Integer> numbers = new TreeMap<>();
  private final Map<Integer, BitSet> pointers = new TreeMap<>();
  private final BitSet exportedData = new BitSet();
  private final BitSet noState = new BitSet();
  private final BitSet stepsBack = new BitSet();
  private final Map<Integer, String> replaced = new TreeMap<>();
  private BitSet live = new BitSet();

  private OwnAllocator(WasmBinary module, Relocs relocs) {
    this.module = module;
    this.relocs = relocs;
    this.imported = module.imported(ExternType.Kind.FUNCTION);
    this.calls = new BitSet[module.bodies().size()];
    this.data = new BitSet[module.bodies().size()];
  }

  /** The allocator of a module; empty if it has none that can be replaced. */
  static Optional<OwnAllocator> of(WasmBinary module, Relocatability relocatability) {
    if (!(relocatability instanceof Relocs relocs)) {
      return Optional.empty();
    }
    OwnAllocator allocator = new OwnAllocator(module, relocs);
    for (HeapFunction.Family family : HeapFunction.Family.values()) {
      allocator.replace(allocator.functionsOf(family), allocator.isKnown(family));
    }
    return allocator.replaced.isEmpty() ? Optional.empty() : Optional.of(allocator);
  }

  /** The functions that a heap replaces, with the names of their symbols. */
  Map<Integer, String> replaced() {
    return replaced;
  }

  /** Whether a function can still be called once those are replaced. */
  boolean isLive(int function) {
    return live.get(function);
  }

  /** Whether a relocation site of the code is in such a function. */
  boolean isLive(Relocation site) {
    int body = bodyAt(site.offset());
    return body < 0 || live.get(imported + body);
  }

  private Map<Integer, String> functionsOf(HeapFunction.Family family) {
    Map<Integer, String> functions = new TreeMap<>();
    for (Symbol symbol : relocs.symbols()) {
      boolean defined =
          symbol.kind() == Symbol.Kind.FUNCTION
              && !symbol.isUndefined()
              && Integer.compareUnsigned(symbol.index(), module.functions().size()) < 0;
      if (defined && !symbol.isLocal()) {
        HeapFunction.of(symbol.name(), module.functionType(symbol.index()))
            .filter(function -> function.family() == family)
            .ifPresent(function -> functions.putIfAbsent(symbol.index(), symbol.name()));
      }
    }
    boolean complete =
        functions.values().stream().anyMatch(OwnAllocator::allocates)
            && functions.values().stream().anyMatch(OwnAllocator::frees);
    return complete ? functions : Map.of();
  }

  private boolean isKnown(HeapFunction.Family family) {
    return family == HeapFunction.Family.RUST
        || (family == HeapFunction.Family.C
            && relocs.symbols().stream()
                .filter(symbol -> symbol.kind() == Symbol.Kind.FUNCTION)
                .anyMatch(symbol -> symbol.name().equals("dlmalloc")));
  }

  private static boolean allocates(String symbol) {
    return HeapFunction.named(symbol).orElseThrow().allocates();
  }

  private static boolean frees(String symbol) {
    return HeapFunction.named(symbol).orElseThrow().type().results().isEmpty();
  }

  private void replace(Map<Integer, String> functions, boolean known) {
    if (functions.isEmpty()) {
      return;
    }
    readCode();
    BitSet none = new BitSet();
    BitSet allocating = reachable(where(functions, OwnAllocator::allocates), none);
    BitSet freeing = reachable(where(functions, OwnAllocator::frees), none);
    if (replaced.keySet().stream().anyMatch(function -> allocating.get(function))) {
      return; // it is made of functions that are replaced already
    }
    BitSet state = dataOf(allocating);
    BitSet shared = dataOf(freeing);
    shared.and(state);
    if (!shared.isEmpty()) {
      state = shared;
    }
    BitSet all = where(functions, symbol -> true);
    replaced.keySet().forEach(all::set);
    BitSet stillLive = reachable(roots(), all);
    freeing.andNot(stillLive);
    BitSet dead = allocating;
    dead.or(freeing);
    dead.andNot(stillLive);
    if (!known && (stepsBack.intersects(freeing) || callsImports(dead))) {
      return;
    }
    BitSet lost = dataOf(dead);
    lost.andNot(noState);
    state.or(lost);
    BitSet stillUsed = dataOf(stillLive);
    stillUsed.or(exportedData);
    if (!withPointees(stillUsed).intersects(withPointees(state))) {
      replaced.putAll(functions);
      live = stillLive;
    }
  }

  private static BitSet where(Map<Integer, String> functions, Predicate<String> symbols) {
    BitSet found = new BitSet();
    functions.forEach(
        (function, symbol) -> {
          if (symbols.test(symbol)) {
            found.set(function);
          }
        });
    return found;
  }

  /** Whatever can be called from outside, or through a pointer. */
  private BitSet roots() {
    BitSet roots = new BitSet();
    for (Export export : module.exports()) {
      if (export.kind() == ExternType.Kind.FUNCTION) {
        roots.set(export.index());
      }
    }
    if (module.start() >= 0) {
      roots.set(module.start());
    }
    for (ElementSegment segment : module.elements()) {
      segment.functions().forEach(roots::set);
      segment
          .expressions()
          .forEach(
              expression -> ConstantExpression.function(module, expression).ifPresent(roots::set));
    }
    module
        .definedGlobals()
        .forEach(
            global ->
                ConstantExpression.function(module, global.initializer()).ifPresent(roots::set));
    return roots;
  }

  /** What can be called from some functions, themselves included, without entering {@code cut}. */
  private BitSet reachable(BitSet from, BitSet cut) {
    BitSet reached = new BitSet();
    Deque<Integer> pending = new ArrayDeque<>();
    from.stream().forEach(pending::add);
    while (!pending.isEmpty()) {
      int function = pending.remove();
      if (cut.get(function) || reached.get(function)) {
        continue;
      }
      reached.set(function);
      if (function >= imported) {
        calls[function - imported].stream().forEach(pending::add);
      }
    }
    return reached;
  }

  private boolean callsImports(BitSet functions) {
    return functions.stream()
        .filter(function -> function >= imported)
        .map(function -> calls[function - imported].nextSetBit(0))
        .anyMatch(callee -> callee >= 0 && callee < imported);
  }

  private BitSet dataOf(BitSet functions) {
    BitSet all = new BitSet();
    functions.stream()
        .filter(function -> function >= imported)
        .forEach(function -> all.or(data[function - imported]));
    return all;
  }

  /** Static data, and what pointers in it point to. */
  private BitSet withPointees(BitSet from) {
    BitSet all = new BitSet();
    Deque<Integer> pending = new ArrayDeque<>();
    from.stream().forEach(pending::add);
    while (!pending.isEmpty()) {
      int number = pending.remove();
      if (!all.get(number)) {
        all.set(number);
        pointers.getOrDefault(number, new BitSet()).stream().forEach(pending::add);
      }
    }
    return all;
  }

  private void readCode() {
    if (calls.length == 0 || calls[0] != null) {
      return;
    }
    readPointers();
    for (int i = 0; i < calls.length; i++) {
      calls[i] = new BitSet();
      data[i] = new BitSet();
      Callees callees = new Callees(calls[i], stepsBack, imported + i);
      InstructionWalker.walkBody(module.reader(module.bodies().get(i)), callees);
    }
    for (Relocation site : relocs.code()) {
      int body = bodyAt(site.offset());
      if (body >= 0 && isData(site)) {
        data[body].set(number(relocs.symbols().get(site.index())));
      }
    }
  }

  /** Static data is numbered by its address, since one place may have several symbols. */
  private int number(Symbol symbol) {
    return numbers.computeIfAbsent(relocs.address(symbol), unknown -> numbers.size());
  }

  private void readPointers() {
    TreeMap<Long, Symbol> symbols = new TreeMap<>();
    for (Symbol symbol : relocs.symbols()) {
      if (isData(symbol)) {
        symbols.putIfAbsent(relocs.address(symbol), symbol);
        if (relocs.isReadOnly(symbol) || symbol.name().equals(ERRNO)) {
          noState.set(number(symbol));
        }
      }
    }
    for (Relocation site : relocs.data()) {
      Map.Entry<Long, Symbol> holder = symbols.floorEntry(relocs.address(site));
      if (holder != null && isData(site)) {
        pointers
            .computeIfAbsent(number(holder.getValue()), none -> new BitSet())
            .set(number(relocs.symbols().get(site.index())));
      }
    }
    for (Export export : module.exports()) {
      if (export.kind() == ExternType.Kind.GLOBAL) {
        OptionalInt value = ConstantExpression.initialValue(module, export.index());
        Symbol symbol =
            value.isPresent() ? symbols.get(Integer.toUnsignedLong(value.getAsInt())) : null;
        if (symbol != null) {
          exportedData.set(number(symbol));
        }
      }
    }
  }

  private boolean isData(Relocation site) {
    return site.type() != RelocationType.R_WASM_TYPE_INDEX_LEB
        && !Relocs.isDropped(site)
        && isData(relocs.symbols().get(site.index()));
  }

  private static boolean isData(Symbol symbol) {
    return symbol.kind() == Symbol.Kind.DATA && !symbol.isUndefined() && !symbol.isAbsolute();
  }

  /** The number of the body that an offset is in, or -1. */
  private int bodyAt(int offset) {
    List<Span> bodies = module.bodies();
    int low = 0;
    int high = bodies.size() - 1;
    while (low <= high) {
      int middle = (low + high) >>> 1;
      Span body = bodies.get(middle);
      if (offset < body.start()) {
        high = middle - 1;
      } else if (offset >= body.end()) {
        low = middle + 1;
      } else {
        return middle;
      }
    }
    return -1;
  }

  /** Notes the functions that a body calls or refers to, and whether it has negative numbers. */
  private record Callees(BitSet found, BitSet stepsBack, int function) implements ImmediateVisitor {
    @Override
    public void constant(int start, int end, int value) {
      if (value < 0) {
        stepsBack.set(function);
      }
    }

    @Override
    public void index(
        IndexSpace space, int opcode, int instruction, int start, int end, int index) {
      if (space == IndexSpace.FUNCTION) {
        found.set(index);
      }
    }
  }
}

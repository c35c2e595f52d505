package dev.radicchio.link.allocator;

import dev.radicchio.binary.CodeLocation;
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
import dev.radicchio.link.input.ConstantExpression;
import dev.radicchio.link.input.Relocs;
import java.util.ArrayDeque;
import java.util.BitSet;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.TreeMap;

/**
 * What refers to what in a module with relocations: which functions call which or take their
 * address, which static data functions refer to, and which data holds pointers to which.
 */
final class References {
  private final WasmBinary module;
  private final Relocs relocs;
  private final int imported;
  private final BitSet[] calls;
  private final BitSet[] data;
  private final Map<Long, Integer> numbers = new TreeMap<>();
  private final TreeMap<Long, Symbol> symbols = new TreeMap<>();
  private final Map<Integer, BitSet> pointers = new TreeMap<>();
  private final BitSet exportedData = new BitSet();

  private References(WasmBinary module, Relocs relocs) {
    this.module = module;
    this.relocs = relocs;
    this.imported = module.imported(ExternType.Kind.FUNCTION);
    this.calls = new BitSet[module.bodies().size()];
    this.data = new BitSet[module.bodies().size()];
  }

  static References of(WasmBinary module, Relocs relocs) {
    References references = new References(module, relocs);
    references.readPointers();
    references.readExports();
    references.readCode();
    return references;
  }

  private void readPointers() {
    for (Symbol symbol : relocs.symbols()) {
      if (isData(symbol)) {
        symbols.merge(relocs.address(symbol), symbol, References::larger);
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
  }

  private static Symbol larger(Symbol one, Symbol other) {
    return Integer.compareUnsigned(one.size(), other.size()) < 0 ? other : one;
  }

  private void readExports() {
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

  private void readCode() {
    for (int i = 0; i < calls.length; i++) {
      calls[i] = new BitSet();
      data[i] = new BitSet();
      InstructionWalker.walkBody(module.reader(module.bodies().get(i)), new Callees(calls[i]));
    }
    for (Relocation site : relocs.code()) {
      int body = bodyAt(site.offset());
      if (body >= 0 && isData(site)) {
        data[body].set(number(relocs.symbols().get(site.index())));
      }
    }
  }

  /** Static data is numbered by its address, since one place may have several symbols. */
  int number(Symbol symbol) {
    return numbers.computeIfAbsent(relocs.address(symbol), unknown -> numbers.size());
  }

  /** Whatever can be called from outside, or through a pointer. */
  BitSet roots() {
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
  BitSet reachable(BitSet from, BitSet cut) {
    BitSet reached = new BitSet();
    Deque<Integer> pending = new ArrayDeque<>();
    from.stream().forEach(pending::add);
    while (!pending.isEmpty()) {
      int function = pending.remove();
      if (!cut.get(function) && !reached.get(function)) {
        reached.set(function);
        callees(function).stream().forEach(pending::add);
      }
    }
    return reached;
  }

  /** The functions that one calls, or whose address it takes. */
  BitSet callees(int function) {
    return function < imported ? new BitSet() : calls[function - imported];
  }

  /** The static data that a function refers to. */
  BitSet dataOf(int function) {
    return function < imported ? new BitSet() : data[function - imported];
  }

  /** The static data that functions refer to, or that is exported, and what pointers in it mean. */
  BitSet visibleTo(BitSet functions) {
    BitSet all = (BitSet) exportedData.clone();
    functions.stream().forEach(function -> all.or(dataOf(function)));
    return withPointees(all);
  }

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

  /** The function that a relocation site of the code is in, or -1. */
  int functionAt(Relocation site) {
    int body = bodyAt(site.offset());
    return body < 0 ? -1 : imported + body;
  }

  /** The number of the static data that a relocation site of the data is in, or -1. */
  int dataAt(Relocation site) {
    long address = relocs.address(site);
    Map.Entry<Long, Symbol> holder = symbols.floorEntry(address);
    boolean inside =
        holder != null
            && address < holder.getKey() + Integer.toUnsignedLong(holder.getValue().size());
    return inside ? number(holder.getValue()) : -1;
  }

  private boolean isData(Relocation site) {
    return site.type() != RelocationType.R_WASM_TYPE_INDEX_LEB
        && !Relocs.isDropped(site)
        && isData(relocs.symbols().get(site.index()));
  }

  /** Whether a symbol is defined static data, and not an address that a linker defines. */
  static boolean isData(Symbol symbol) {
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

  /** Notes the functions that a body calls or refers to. */
  private record Callees(BitSet found) implements ImmediateVisitor {
    @Override
    public void index(IndexSpace space, int index, CodeLocation at) {
      if (space == IndexSpace.FUNCTION) {
        found.set(index);
      }
    }
  }
}

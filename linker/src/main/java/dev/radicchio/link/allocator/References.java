package dev.radicchio.link.allocator;

import dev.radicchio.binary.ElementSegment;
import dev.radicchio.binary.Export;
import dev.radicchio.binary.ExternType;
import dev.radicchio.binary.Relocation;
import dev.radicchio.binary.Symbol;
import dev.radicchio.binary.WasmBinary;
import dev.radicchio.link.input.CallGraph;
import dev.radicchio.link.input.ConstantExpression;
import dev.radicchio.link.input.InputModule;
import dev.radicchio.link.input.Relocations;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.BitSet;
import java.util.Deque;
import java.util.Map;
import java.util.OptionalInt;
import java.util.TreeMap;
import java.util.stream.IntStream;

/**
 * What refers to what in a module with relocations: which functions call which or take their
 * address, which static data functions refer to, and which data holds pointers to which.
 */
final class References {
  private final WasmBinary module;
  private final Relocations relocations;
  private final CallGraph calls;
  private final int imported;
  private final BitSet[] data;
  private final Map<Long, Integer> numbers = new TreeMap<>();
  private final TreeMap<Long, Symbol> symbols = new TreeMap<>();
  private final Map<Integer, BitSet> pointers = new TreeMap<>();
  private final BitSet exportedData = new BitSet();

  private References(InputModule module, Relocations relocations) {
    this.module = module.binary();
    this.relocations = relocations;
    this.calls = module.scan().calls();
    this.imported = this.module.imported(ExternType.Kind.FUNCTION);
    this.data = new BitSet[this.module.bodies().size()];
    Arrays.setAll(data, body -> new BitSet());
  }

  static References of(InputModule module, Relocations relocations) {
    References references = new References(module, relocations);
    references.readPointers();
    references.readExports();
    references.readCode();
    return references;
  }

  private void readPointers() {
    for (Symbol symbol : relocations.symbols()) {
      if (symbol.isStaticData()) {
        symbols.merge(relocations.address(symbol), symbol, References::larger);
      }
    }
    for (Relocation site : relocations.data()) {
      Map.Entry<Long, Symbol> holder = symbols.floorEntry(relocations.siteAddress(site));
      if (holder != null && isData(site)) {
        pointers
            .computeIfAbsent(number(holder.getValue()), none -> new BitSet())
            .set(number(relocations.symbol(site)));
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
    for (Relocation site : relocations.code()) {
      int function = relocations.functionAt(site);
      if (function >= 0 && isData(site)) {
        data[function - imported].set(number(relocations.symbol(site)));
      }
    }
  }

  /** Static data is numbered by its address, since one place may have several symbols. */
  int number(Symbol symbol) {
    return numbers.computeIfAbsent(relocations.address(symbol), unknown -> numbers.size());
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
        callees(function).forEach(pending::add);
      }
    }
    return reached;
  }

  /** The functions that one calls, or whose address it takes. */
  IntStream callees(int function) {
    return calls.callees(function);
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
    return relocations.functionAt(site);
  }

  /** The number of the static data that a relocation site of the data is in, or -1. */
  int dataAt(Relocation site) {
    long address = relocations.siteAddress(site);
    Map.Entry<Long, Symbol> holder = symbols.floorEntry(address);
    boolean inside =
        holder != null
            && address < holder.getKey() + Integer.toUnsignedLong(holder.getValue().size());
    return inside ? number(holder.getValue()) : -1;
  }

  private boolean isData(Relocation site) {
    return Relocations.hasSymbol(site) && relocations.symbol(site).isStaticData();
  }
}

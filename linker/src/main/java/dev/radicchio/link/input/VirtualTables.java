package dev.radicchio.link.input;

import dev.radicchio.binary.LinkingSection;
import dev.radicchio.binary.Symbol;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;
import java.util.function.ToLongFunction;

/** Where a module has the virtual tables of C++'s classes, as it was linked. */
final class VirtualTables {
  private static final String NAME = "_ZTV";

  /** The address after each, by where it begins. */
  private final NavigableMap<Long, Long> ends = new TreeMap<>();

  private VirtualTables() {}

  static VirtualTables of(LinkingSection linking, ToLongFunction<Symbol> address) {
    VirtualTables tables = new VirtualTables();
    for (Symbol symbol : linking.symbols()) {
      if (symbol.isStaticData() && symbol.name().startsWith(NAME)) {
        long start = address.applyAsLong(symbol);
        tables.ends.put(start, start + Integer.toUnsignedLong(symbol.size()));
      }
    }
    return tables;
  }

  /** Whether an address is in one. */
  boolean contains(int address) {
    Map.Entry<Long, Long> before = ends.floorEntry(Integer.toUnsignedLong(address));
    return before != null && Integer.toUnsignedLong(address) < before.getValue();
  }
}

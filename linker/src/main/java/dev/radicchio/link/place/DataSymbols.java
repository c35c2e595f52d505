package dev.radicchio.link.place;

import dev.radicchio.binary.Export;
import dev.radicchio.binary.ExternType;
import dev.radicchio.binary.Symbol;
import dev.radicchio.link.input.Instance;
import dev.radicchio.link.input.Relocations;
import dev.radicchio.link.plan.DataSymbol;
import dev.radicchio.link.resolve.FoundExport;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.TreeMap;

/**
 * The data that an instance lets others see by name: all symbols of its symbol table that are not
 * local, and the addresses that it exports as globals. What linkers define themselves, such as
 * {@code __heap_base}, is not an instance's.
 */
public final class DataSymbols {
  private final Instance instance;
  private final DataPlace place;
  private final Addresses addresses;
  private final Map<String, DataSymbol> byName = new TreeMap<>();

  private DataSymbols(Instance instance, DataPlace place, Addresses addresses) {
    this.instance = instance;
    this.place = place;
    this.addresses = addresses;
  }

  /** The symbols by address, then by name. */
  public static List<DataSymbol> of(Instance instance, Placement placement) {
    DataSymbols symbols =
        new DataSymbols(instance, placement.memory().of(instance), placement.addresses());
    symbols.addTable();
    symbols.addExports();
    List<DataSymbol> sorted = new ArrayList<>(symbols.byName.values());
    sorted.sort(Comparator.comparingLong(DataSymbol::address));
    return sorted;
  }

  private void addTable() {
    instance.module().relocatability().relocations().ifPresent(this::addSymbols);
  }

  private void addSymbols(Relocations relocations) {
    for (Symbol symbol : relocations.dataSymbols()) {
      if (!symbol.isUndefined() && !symbol.isLocal() && !symbol.isThreadLocal()) {
        add(symbol.name(), addresses.of(instance, relocations, symbol), symbol.size());
      }
    }
  }

  private void addExports() {
    for (Export export : instance.binary().exports()) {
      if (export.kind() == ExternType.Kind.GLOBAL) {
        add(export.name(), addresses.exported(new FoundExport(instance, export)), 0);
      }
    }
  }

  private void add(String name, OptionalInt address, int size) {
    if (address.isEmpty() || addresses.linkerDefined(instance, name).isPresent()) {
      return;
    }
    long at = Integer.toUnsignedLong(address.getAsInt());
    if (at >= place.start() && at <= place.end()) {
      byName.putIfAbsent(name, new DataSymbol(name, at, Integer.toUnsignedLong(size)));
    }
  }
}

package dev.radicchio.link.place;

import dev.radicchio.binary.Export;
import dev.radicchio.binary.ExternType;
import dev.radicchio.binary.Symbol;
import dev.radicchio.link.input.InstancePlan;
import dev.radicchio.link.input.Relocs;
import dev.radicchio.link.plan.DataSymbol;
import dev.radicchio.link.resolve.ExportLookup.Found;
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
  private final InstancePlan instance;
  private final Addresses addresses;
  private final Map<String, DataSymbol> byName = new TreeMap<>();

  private DataSymbols(InstancePlan instance, Addresses addresses) {
    this.instance = instance;
    this.addresses = addresses;
  }

  /** The symbols by address, then by name. */
  public static List<DataSymbol> of(InstancePlan instance, Addresses addresses) {
    DataSymbols symbols = new DataSymbols(instance, addresses);
    symbols.addTable();
    symbols.addExports();
    List<DataSymbol> sorted = new ArrayList<>(symbols.byName.values());
    sorted.sort(Comparator.comparingLong(DataSymbol::address));
    return sorted;
  }

  private void addTable() {
    if (instance.module.relocatability() instanceof Relocs relocs) {
      for (Symbol symbol : relocs.symbols()) {
        if (symbol.kind() == Symbol.Kind.DATA
            && !symbol.isUndefined()
            && !symbol.isLocal()
            && !symbol.isThreadLocal()) {
          add(symbol.name(), addresses.of(instance, relocs, symbol), symbol.size());
        }
      }
    }
  }

  private void addExports() {
    for (Export export : instance.module.binary().exports()) {
      if (export.kind() == ExternType.Kind.GLOBAL) {
        add(export.name(), addresses.exported(new Found(instance, export)), 0);
      }
    }
  }

  private void add(String name, OptionalInt address, int size) {
    if (address.isEmpty() || addresses.linkerDefined(instance, name).isPresent()) {
      return;
    }
    long at = Integer.toUnsignedLong(address.getAsInt());
    if (at >= instance.dataStart && at <= instance.dataEnd) {
      byName.putIfAbsent(name, new DataSymbol(name, at, Integer.toUnsignedLong(size)));
    }
  }
}

package dev.radicchio.processor.map;

import dev.radicchio.link.plan.DataSymbol;
import dev.radicchio.link.plan.InstanceLayout;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** The data symbols of an instance that the page shows: all, or the largest of very many. */
final class ShownSymbols {
  /** More would make the page slow and nobody read it. */
  static final int MOST = 200;

  private ShownSymbols() {}

  /** By address. */
  static List<DataSymbol> of(InstanceLayout instance) {
    if (!areSome(instance)) {
      return instance.symbols();
    }
    List<DataSymbol> largest = new ArrayList<>(instance.symbols());
    largest.sort(Comparator.comparingLong(DataSymbol::size).reversed());
    List<DataSymbol> shown = new ArrayList<>(largest.subList(0, MOST));
    shown.sort(Comparator.comparingLong(DataSymbol::address).thenComparing(DataSymbol::name));
    return shown;
  }

  /** Whether an instance has more than are shown. */
  static boolean areSome(InstanceLayout instance) {
    return instance.symbols().size() > MOST;
  }

  /** The id of a symbol's row in the list of an instance's symbols. */
  static String id(int instance, int symbol) {
    return "s" + instance + "-" + symbol;
  }
}

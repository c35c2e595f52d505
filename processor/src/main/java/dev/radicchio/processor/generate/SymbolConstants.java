package dev.radicchio.processor.generate;

import dev.radicchio.link.DataSymbol;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/**
 * The constants that stand for an instance's data symbols. Names that C reserves for the
 * implementation, those that begin with two underscores or an underscore and a capital, have none:
 * they are the library's own, tables of virtual functions, and mangled.
 */
final class SymbolConstants {
  /** As many as surely fit into a class. */
  private static final int MOST = 10_000;

  private SymbolConstants() {}

  /** The symbol of each constant, by address, where the class has other constants already. */
  static Map<String, DataSymbol> of(List<DataSymbol> symbols, Set<String> others) {
    Set<String> taken = new HashSet<>(others);
    Map<String, DataSymbol> constants = new LinkedHashMap<>();
    for (DataSymbol symbol : symbols) {
      if (!isReserved(symbol.name()) && constants.size() < MOST) {
        String name = constantName(symbol.name());
        String free = name;
        for (int i = 2; !taken.add(free); i++) {
          free = name + "_" + i;
        }
        constants.put(free, symbol);
      }
    }
    return constants;
  }

  private static boolean isReserved(String name) {
    return name.isEmpty() || name.matches("(?s)_[_A-Z].*");
  }

  /** {@code counterValue} and {@code counter.value} become {@code COUNTER_VALUE}. */
  private static String constantName(String symbol) {
    String words =
        symbol
            .replaceAll("(?<=[a-z0-9])(?=[A-Z])", "_")
            .replaceAll("[^A-Za-z0-9_]", "_")
            .toUpperCase(Locale.ROOT);
    boolean needsPrefix = Character.isDigit(words.charAt(0)) || words.equals("_");
    return needsPrefix ? "_" + words : words;
  }
}

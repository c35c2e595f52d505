package dev.radicchio.processor.generate;

import dev.radicchio.link.plan.DataSymbol;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * The constants that stand for an instance's data symbols. Symbols that nobody gave a name have
 * none: those with names that C reserves for the implementation, which begin with two underscores
 * or an underscore and a capital (the library's own, tables of virtual functions, all that is
 * mangled), and those that LLVM named.
 */
final class SymbolConstants {
  /** Each constant takes two entries of the 65,535 that a class may have. */
  static final int MOST = 10_000;

  /** Of a symbol's name; no person writes longer ones, and class files end at 65,535. */
  private static final int MOST_CHARACTERS = 255;

  /**
   * Names that C reserves; Rust's unnamed constants; and local symbols that link-time optimization
   * made global.
   */
  private static final Pattern NAMED_BY_NOBODY =
      Pattern.compile("_[_A-Z].*|anon\\.[0-9a-f]+\\..*|.*\\.llvm\\.[0-9]+", Pattern.DOTALL);

  private SymbolConstants() {}

  /** The symbol of each constant, by address, where the class has other constants already. */
  static Map<String, DataSymbol> of(List<DataSymbol> symbols, Set<String> others) {
    Set<String> taken = new HashSet<>(others);
    Map<String, Integer> uses = new HashMap<>();
    Map<String, DataSymbol> constants = new LinkedHashMap<>();
    for (DataSymbol symbol : symbols) {
      if (hasConstant(symbol.name()) && constants.size() < MOST) {
        String name = constantName(symbol.name());
        String free = name;
        while (!taken.add(free)) {
          free = name + "_" + (uses.merge(name, 1, Integer::sum) + 1);
        }
        constants.put(free, symbol);
      }
    }
    return constants;
  }

  private static boolean hasConstant(String symbol) {
    return !symbol.isEmpty()
        && symbol.length() <= MOST_CHARACTERS
        && !NAMED_BY_NOBODY.matcher(symbol).matches();
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

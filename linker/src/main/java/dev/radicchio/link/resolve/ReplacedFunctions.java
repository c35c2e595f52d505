package dev.radicchio.link.resolve;

import dev.radicchio.binary.Export;
import dev.radicchio.binary.ExternType;
import dev.radicchio.binary.Symbol;
import dev.radicchio.link.input.Definition;
import dev.radicchio.link.input.Instance;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.ToIntFunction;
import org.jspecify.annotations.Nullable;

/**
 * The functions of an instance that give way to those of others. It is a symbol that does, and not
 * a function, since a function may have several: an alias goes on meaning what it did.
 *
 * <p>Of a function in a COMDAT group only the address is another's. Calls stay with the instance's
 * own, which does the same, with the libraries that its callers use.
 */
final class ReplacedFunctions {
  private final Map<String, Replaced> byName = new HashMap<>();
  private final List<Replaced> all = new ArrayList<>();
  private final BitSet functions = new BitSet();

  /**
   * One of them.
   *
   * @param number its number among them
   * @param name its name
   * @param own its index in the instance
   * @param by what it gives way to
   * @param function that function of the image
   * @param called whether calls mean it, too
   */
  record Replaced(int number, String name, int own, FoundExport by, int function, boolean called) {}

  private ReplacedFunctions() {}

  /**
   * Those of an instance.
   *
   * @param image the function of the image that an export is
   */
  static ReplacedFunctions of(
      Instance instance, SymbolTable symbols, ToIntFunction<FoundExport> image) {
    ReplacedFunctions replaced = new ReplacedFunctions();
    for (Definition definition : instance.module().definitions()) {
      if (definition.isFunction()) {
        boolean called = !symbols.isInterchangeable(instance, definition.name());
        symbols
            .replacing(instance, ExternType.Kind.FUNCTION, definition.name())
            .ifPresent(by -> replaced.add(definition, by, image.applyAsInt(by), called));
      }
    }
    instance
        .module()
        .relocatability()
        .relocations()
        .ifPresent(relocations -> replaced.leaveAliases(relocations.symbols()));
    return replaced;
  }

  private void add(Definition definition, FoundExport by, int function, boolean called) {
    int own = definition.export().index();
    Replaced replaced = new Replaced(all.size(), definition.name(), own, by, function, called);
    byName.put(definition.name(), replaced);
    all.add(replaced);
    functions.set(own);
  }

  private void leaveAliases(List<Symbol> symbols) {
    for (Symbol symbol : symbols) {
      if (symbol.kind() == Symbol.Kind.FUNCTION && !symbol.isUndefined() && of(symbol) == null) {
        functions.clear(symbol.index());
      }
    }
  }

  /** Whether all symbols of a function give way. */
  boolean isReplaced(int function) {
    return functions.get(function);
  }

  /** What a function's symbol gives way to, or null. */
  @Nullable Replaced of(Symbol symbol) {
    return symbol.isLocal() ? null : byName.get(symbol.name());
  }

  /** What an exported function gives way to, or null; it may be exported under another name. */
  @Nullable Replaced exported(Export export) {
    Replaced sameName = byName.get(export.name());
    if (sameName != null && sameName.own == export.index()) {
      return sameName;
    }
    return isReplaced(export.index())
        ? all.stream().filter(each -> each.own == export.index()).findFirst().orElse(null)
        : null;
  }

  /** All of them, by their numbers. */
  List<Replaced> all() {
    return all;
  }
}

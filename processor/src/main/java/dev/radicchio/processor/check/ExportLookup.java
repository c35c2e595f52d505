package dev.radicchio.processor.check;

import dev.radicchio.binary.FunctionType;
import dev.radicchio.link.WasmFile;
import dev.radicchio.processor.model.ExportName;
import dev.radicchio.processor.model.MethodModel;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;

/**
 * Finds the export that a method means: the one that {@code @WasmExport} names, else the one of the
 * method's name, else the one of that name in snake_case.
 */
final class ExportLookup {
  /** Before a capital that ends a lower-case word, and before the last capital of an acronym. */
  private static final Pattern WORD_BOUNDARY =
      Pattern.compile("(?<=[\\p{Ll}\\p{Nd}])(?=\\p{Lu})|(?<=\\p{Lu})(?=\\p{Lu}\\p{Ll})");

  private ExportLookup() {}

  /** What a lookup finds. */
  sealed interface Outcome {
    record Found(String name, FunctionType type) implements Outcome {}

    /** An export has the name, but is a memory, a table, a global or a tag. */
    record NotAFunction(String name) implements Outcome {}

    record Missing(List<String> tried) implements Outcome {}
  }

  static Outcome find(MethodModel method, WasmFile file) {
    List<String> names =
        method
            .export()
            .map(ExportName::name)
            .map(List::of)
            .orElseGet(() -> candidates(method.name()));
    for (String name : names) {
      FunctionType type = file.functionExports().get(name);
      if (type != null) {
        return new Outcome.Found(name, type);
      }
    }
    return names.stream()
        .filter(file.exportNames()::contains)
        .findFirst()
        .<Outcome>map(Outcome.NotAFunction::new)
        .orElseGet(() -> new Outcome.Missing(names));
  }

  /** The names that an export may have for a method without {@code @WasmExport}. */
  static List<String> candidates(String method) {
    String snakeCase = WORD_BOUNDARY.matcher(method).replaceAll("_").toLowerCase(Locale.ROOT);
    return snakeCase.equals(method) ? List.of(method) : List.of(method, snakeCase);
  }
}

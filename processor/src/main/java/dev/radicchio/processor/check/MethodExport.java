package dev.radicchio.processor.check;

import dev.radicchio.binary.FunctionType;
import dev.radicchio.link.WasmFile;
import dev.radicchio.processor.model.GuestNames;
import dev.radicchio.processor.model.MethodModel;
import java.util.List;

/**
 * Finds the export that a method means: the one that {@code @WasmExport} names, else the one of the
 * method's name, else the one of that name in snake_case.
 */
final class MethodExport {
  private MethodExport() {}

  /** What a lookup finds. */
  sealed interface Outcome {
    record Found(String name, FunctionType type) implements Outcome {}

    /** An export has the name, but is a memory, a table, a global or a tag. */
    record NotAFunction(String name) implements Outcome {}

    record Missing(List<String> tried) implements Outcome {}
  }

  static Outcome find(MethodModel method, WasmFile file) {
    List<String> names = GuestNames.of(method);
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
}

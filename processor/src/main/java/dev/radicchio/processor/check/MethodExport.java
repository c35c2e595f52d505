package dev.radicchio.processor.check;

import dev.radicchio.binary.ExternType;
import dev.radicchio.binary.FunctionType;
import dev.radicchio.link.WasmFile;
import dev.radicchio.processor.model.GuestNames;
import dev.radicchio.processor.model.MethodModel;
import java.util.List;

/**
 * Finds the export that a method means: the function that {@code @WasmExport} names, else the one
 * of the method's name, else the one of that name in snake_case; else the global of such a name, or
 * of one without {@code get} or {@code set}.
 */
final class MethodExport {
  private MethodExport() {}

  /** What a lookup finds. */
  sealed interface Outcome {
    record Found(String name, FunctionType type) implements Outcome {}

    record Global(String name, ExternType.Global type) implements Outcome {}

    /** An export has the name, but is a memory, a table or a tag. */
    record Neither(String name) implements Outcome {}

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
    for (String name : GuestNames.ofGlobal(method)) {
      ExternType.Global type = file.globalExports().get(name);
      if (type != null) {
        return new Outcome.Global(name, type);
      }
    }
    return names.stream()
        .filter(file.exportNames()::contains)
        .findFirst()
        .<Outcome>map(Outcome.Neither::new)
        .orElseGet(() -> new Outcome.Missing(names));
  }
}

package dev.radicchio.processor.check;

import dev.radicchio.link.WasmFile;
import dev.radicchio.processor.model.ModuleModel;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A module interface after its checks.
 *
 * @param file null if there is none that can be read
 * @param methods those that have a function of their type
 * @param globals those that have a global of their type
 */
public record CheckedModule(
    ModuleModel module,
    @Nullable WasmFile file,
    List<BoundMethod> methods,
    List<BoundGlobal> globals,
    List<Diagnostic> diagnostics) {
  public CheckedModule {
    methods = List.copyOf(methods);
    globals = List.copyOf(globals);
    diagnostics = List.copyOf(diagnostics);
  }

  public boolean hasErrors() {
    return diagnostics.stream().anyMatch(Diagnostic::isError);
  }
}

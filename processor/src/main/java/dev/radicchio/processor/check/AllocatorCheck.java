package dev.radicchio.processor.check;

import static java.util.stream.Collectors.joining;

import dev.radicchio.binary.FunctionType;
import dev.radicchio.link.WasmFile;
import dev.radicchio.link.plan.AllocatorShape;
import dev.radicchio.processor.model.GivenName;
import dev.radicchio.processor.model.MethodModel;
import dev.radicchio.processor.model.ModuleModel;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Checks the exports that a module names as its own allocator, and that it does if it needs one.
 */
final class AllocatorCheck {
  private final ModuleModel module;
  private final List<Diagnostic> problems;

  private AllocatorCheck(ModuleModel module, List<Diagnostic> problems) {
    this.module = module;
    this.problems = problems;
  }

  /**
   * @param file null if there is none that can be read
   */
  static void check(ModuleModel module, @Nullable WasmFile file, List<Diagnostic> problems) {
    AllocatorCheck check = new AllocatorCheck(module, problems);
    check.checkNamed();
    if (file != null) {
      check.checkExport("malloc", module.malloc(), AllocatorShape.allocating(), file);
      check.checkExport("free", module.free(), AllocatorShape.freeing(), file);
    }
  }

  private void checkNamed() {
    String missing =
        module.malloc().name().isEmpty() ? "malloc" : module.free().name().isEmpty() ? "free" : "";
    if (missing.isEmpty()) {
      return;
    }
    for (MethodModel method : module.methods()) {
      if (method.passesOwned()) {
        problems.add(
            DiagnosticCode.OWNED_WITHOUT_ALLOCATOR.at(
                Site.of(method), method.signature(), missing));
      }
    }
  }

  private void checkExport(
      String setting, GivenName given, List<AllocatorShape> shapes, WasmFile file) {
    String name = given.name();
    if (name.isEmpty()) {
      return;
    }
    Map<String, FunctionType> functions = file.functionExports();
    FunctionType type = functions.get(name);
    Site site = Site.of(module.element(), given.annotation(), given.value());
    if (type == null) {
      problems.add(
          DiagnosticCode.ALLOCATOR_FUNCTION_MISSING.at(
              site, setting, name, file.name(), MethodCheck.listed(functions.keySet()), name));
    } else if (shapes.stream().noneMatch(shape -> shape.type().equals(type))) {
      problems.add(
          DiagnosticCode.ALLOCATOR_FUNCTION_TYPE.at(
              site,
              name,
              file.name(),
              type,
              setting,
              shapes.stream().map(shape -> shape.type().toString()).collect(joining(", "))));
    }
  }
}

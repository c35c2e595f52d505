package dev.radicchio.processor.check;

import dev.radicchio.binary.ExternType;
import dev.radicchio.binary.ValType;
import dev.radicchio.link.WasmFile;
import dev.radicchio.processor.model.MethodModel;
import dev.radicchio.processor.model.PassedType;
import dev.radicchio.processor.model.ResultModel;
import dev.radicchio.processor.model.ScalarType;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Checks the methods of a module interface that mean globals: each gets or sets one, as a value of
 * its type. A method alone may say that a global is an address; the others then mean one, too.
 */
final class GlobalCheck {
  private final WasmFile file;
  private final List<Diagnostic> problems;
  private final List<BoundGlobal> bound = new ArrayList<>();

  GlobalCheck(WasmFile file, List<Diagnostic> problems) {
    this.file = file;
    this.problems = problems;
  }

  /** Checks a method against the global that it means. */
  void check(MethodModel method, MethodExport.Outcome.Global export) {
    Optional<Diagnostic> problem = problem(method, export.name(), export.type());
    if (problem.isPresent()) {
      problems.add(problem.get());
    } else {
      bound.add(new BoundGlobal(method, export.name(), export.type(), isAddress(method)));
    }
  }

  private Optional<Diagnostic> problem(MethodModel method, String name, ExternType.Global global) {
    ValType type = global.type();
    Optional<ScalarType> usual = ScalarType.of(type);
    Site site = Site.of(method);
    String signature = method.signature();
    if (usual.isEmpty()) {
      return Optional.of(
          DiagnosticCode.GLOBAL_TYPE_NOT_IN_JAVA.at(site, signature, name, file.name(), type));
    } else if (method.isSetter() && !global.mutable()) {
      return Optional.of(DiagnosticCode.GLOBAL_NOT_MUTABLE.at(site, signature, name, file.name()));
    } else if (!value(method).map(ScalarType::number).equals(Optional.of(type))) {
      String declarations = declarations(method, usual.get(), global.mutable());
      return Optional.of(
          DiagnosticCode.GLOBAL_MISMATCH.at(
              site, signature, name, file.name(), type, declarations));
    }
    return Optional.empty();
  }

  private static boolean isAddress(MethodModel method) {
    return value(method).equals(Optional.of(ScalarType.ADDRESS));
  }

  private static boolean isInt(MethodModel method) {
    return isAddress(method) || value(method).equals(Optional.of(ScalarType.INT));
  }

  /** The methods that fit; each global is an address if one of them says so. */
  List<BoundGlobal> bound() {
    Set<String> addresses =
        bound.stream()
            .filter(BoundGlobal::isAddress)
            .map(BoundGlobal::export)
            .collect(Collectors.toSet());
    return bound.stream()
        .map(
            each ->
                new BoundGlobal(
                    each.method(),
                    each.export(),
                    each.type(),
                    addresses.contains(each.export()) && isInt(each.method())))
        .toList();
  }

  /** What a method gets or sets, if it does either, and that is a number. */
  static Optional<ScalarType> value(MethodModel method) {
    Optional<PassedType> passed =
        method.isSetter()
            ? method.parameters().get(0).passed()
            : method.isGetter() && method.result() instanceof ResultModel.Value value
                ? Optional.of(value.type())
                : Optional.empty();
    return passed.filter(ScalarType.class::isInstance).map(ScalarType.class::cast);
  }

  private static String declarations(MethodModel method, ScalarType type, boolean mutable) {
    String getter = type.javaName() + " " + method.name() + "()";
    String setter = "void " + method.name() + "(" + type.javaName() + ")";
    if (method.isSetter()) {
      return setter;
    }
    return method.isGetter() || !mutable ? getter : getter + ", or " + setter;
  }
}

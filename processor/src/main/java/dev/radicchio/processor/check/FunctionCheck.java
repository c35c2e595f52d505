package dev.radicchio.processor.check;

import dev.radicchio.processor.model.FunctionModel;
import java.util.ArrayList;
import java.util.List;
import javax.lang.model.element.ExecutableElement;
import javax.lang.model.element.TypeElement;

/** Checks a {@code @WasmFunction} interface: one method whose types pass both ways. */
public final class FunctionCheck {
  private FunctionCheck() {}

  /** Its problems. */
  public static List<Diagnostic> check(FunctionModel function) {
    TypeElement element = function.element();
    List<Diagnostic> problems = new ArrayList<>(InterfaceShape.check(element, "@WasmFunction"));
    if (!problems.isEmpty()) {
      return problems;
    }
    if (function.methods().size() != 1) {
      problems.add(
          function.methods().isEmpty()
              ? DiagnosticCode.NO_FUNCTION.at(Site.of(element), element.getSimpleName())
              : DiagnosticCode.SEVERAL_FUNCTIONS.at(
                  Site.of(element), element.getSimpleName(), function.methods().size()));
      return problems;
    }
    SignatureCheck.ofFunction(function.methods().get(0), problems);
    for (ExecutableElement method : function.reservedMethods()) {
      problems.add(
          DiagnosticCode.RESERVED_METHOD.at(
              Site.ofMember(method, element),
              method.getSimpleName(),
              function.type().className().simpleName()));
    }
    return problems;
  }
}

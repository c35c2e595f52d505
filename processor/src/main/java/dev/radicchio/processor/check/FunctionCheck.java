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
          Diagnostic.error(
              Site.of(element),
              element.getSimpleName()
                  + " has "
                  + (function.methods().isEmpty()
                      ? "no abstract method"
                      : function.methods().size() + " abstract methods")
                  + ", and a function pointer stands for one; leave one, and give the others a body"
                  + " (default)"));
      return problems;
    }
    SignatureCheck.ofFunction(function.methods().get(0), problems);
    for (ExecutableElement method : function.reservedMethods()) {
      problems.add(
          Diagnostic.error(
              Site.ofMember(method, element),
              "pointer() would clash with the method of that name that "
                  + function.type().className().simpleName()
                  + " has; rename it"));
    }
    return problems;
  }
}

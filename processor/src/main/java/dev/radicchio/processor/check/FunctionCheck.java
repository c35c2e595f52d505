package dev.radicchio.processor.check;

import dev.radicchio.processor.model.FunctionModel;
import dev.radicchio.processor.model.MethodModel;
import dev.radicchio.processor.model.PassedType;
import dev.radicchio.processor.model.ResultModel;
import dev.radicchio.processor.model.ScalarType;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
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
    MethodModel method = function.methods().get(0);
    SignatureCheck.ofImport(method, problems);
    if (method.name().equals("pointer") && method.parameters().isEmpty()) {
      problems.add(
          Diagnostic.error(
              Site.of(method),
              "pointer() would clash with the method of that name that "
                  + function.type().className().simpleName()
                  + " has; rename it"));
    }
    return problems;
  }

  /** The interfaces, besides those of functions, that generated code names for a method. */
  static Stream<TypeElement> named(MethodModel method) {
    Stream<PassedType> passed =
        method.parameters().stream().flatMap(parameter -> parameter.passed().stream());
    Stream<PassedType> result =
        method.result() instanceof ResultModel.Value value
            ? Stream.of(value.type())
            : Stream.empty();
    return Stream.concat(passed, result)
        .filter(type -> !(type instanceof ScalarType))
        .flatMap(
            type ->
                type instanceof PassedType.Struct struct
                    ? Stream.of(struct.type().element())
                    : type instanceof PassedType.Function function
                        ? Stream.of(function.type().element())
                        : Stream.empty());
  }
}

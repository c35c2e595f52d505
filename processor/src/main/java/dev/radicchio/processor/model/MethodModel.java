package dev.radicchio.processor.model;

import static java.util.stream.Collectors.joining;

import com.google.auto.common.MoreElements;
import dev.radicchio.binary.FunctionType;
import dev.radicchio.binary.ValType;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import javax.lang.model.element.ExecutableElement;
import javax.lang.model.element.TypeElement;
import javax.lang.model.type.DeclaredType;
import javax.lang.model.type.TypeKind;
import javax.lang.model.type.TypeMirror;

/**
 * An abstract method of a module interface: one exported function.
 *
 * @param owner the module interface, which may have inherited the method
 * @param export the name that {@code @WasmExport} gives
 */
public record MethodModel(
    TypeElement owner,
    ExecutableElement element,
    List<ParameterModel> parameters,
    ResultModel result,
    Optional<ExportName> export) {
  public MethodModel {
    parameters = List.copyOf(parameters);
  }

  public String name() {
    return element.getSimpleName().toString();
  }

  /** Whether the module interface declares the method itself. */
  public boolean isDeclaredByOwner() {
    return owner.equals(element.getEnclosingElement());
  }

  /** As in {@code long getValue(int)}, with where it comes from if that is not the owner. */
  public String signature() {
    String signature =
        resultName()
            + " "
            + name()
            + parameters.stream()
                .map(parameter -> typeName(parameter.type()))
                .collect(joining(", ", "(", ")"));
    return isDeclaredByOwner()
        ? signature
        : signature
            + " (from "
            + MoreElements.asType(element.getEnclosingElement()).getSimpleName()
            + ")";
  }

  /** The type that its export must have; empty if one of its Java types has no Wasm counterpart. */
  public Optional<FunctionType> functionType() {
    List<ValType> params = new ArrayList<>();
    for (ParameterModel parameter : parameters) {
      if (parameter.scalar().isEmpty()) {
        return Optional.empty();
      }
      params.add(parameter.scalar().get().wasm());
    }
    return results().map(results -> new FunctionType(params, results));
  }

  private Optional<List<ValType>> results() {
    if (result instanceof ResultModel.Scalar scalar) {
      return Optional.of(List.of(scalar.type().wasm()));
    }
    if (result instanceof ResultModel.Components components) {
      List<ValType> results = new ArrayList<>();
      for (ResultModel.Component component : components.components()) {
        if (component.scalar().isEmpty()) {
          return Optional.empty();
        }
        results.add(component.scalar().get().wasm());
      }
      return Optional.of(results);
    }
    return result instanceof ResultModel.Nothing ? Optional.of(List.of()) : Optional.empty();
  }

  private String resultName() {
    if (result instanceof ResultModel.Scalar scalar) {
      return scalar.type().javaName();
    }
    if (result instanceof ResultModel.Components components) {
      return components.element().getSimpleName().toString();
    }
    return result instanceof ResultModel.Unsupported unsupported
        ? typeName(unsupported.type())
        : "void";
  }

  /** A type as a message shows it: without packages and annotations. */
  public static String typeName(TypeMirror type) {
    Optional<ScalarType> scalar = ScalarType.of(type);
    if (scalar.isPresent()) {
      return scalar.get().javaName();
    }
    return type.getKind() == TypeKind.DECLARED
        ? ((DeclaredType) type).asElement().getSimpleName().toString()
        : type.toString();
  }
}

package dev.radicchio.processor.model;

import static java.util.stream.Collectors.joining;

import com.google.auto.common.MoreElements;
import dev.radicchio.annotations.Owned;
import dev.radicchio.binary.FunctionType;
import dev.radicchio.binary.ValType;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import javax.lang.model.element.ExecutableElement;
import javax.lang.model.element.TypeElement;
import javax.lang.model.type.ArrayType;
import javax.lang.model.type.DeclaredType;
import javax.lang.model.type.TypeKind;
import javax.lang.model.type.TypeMirror;

/**
 * An abstract method of an interface that describes functions: one that a guest exports, one that
 * guests import from a host, or one that a function pointer points to.
 *
 * @param owner the interface, which may have inherited the method
 * @param parameters those that the guest sees
 * @param returnType as the owner sees it, with type arguments filled in
 * @param givenName the name that an annotation gives
 */
public record MethodModel(
    TypeElement owner,
    ExecutableElement element,
    List<ParameterModel> parameters,
    TypeMirror returnType,
    ResultModel result,
    Optional<GivenName> givenName) {
  public MethodModel {
    parameters = List.copyOf(parameters);
  }

  /** The same method with other parameters. */
  MethodModel withParameters(List<ParameterModel> others) {
    return new MethodModel(owner, element, others, returnType, result, givenName);
  }

  public String name() {
    return element.getSimpleName().toString();
  }

  /** Whether Java frees what the guest returns. */
  public boolean isResultOwned() {
    return MoreElements.isAnnotationPresent(element, Owned.class);
  }

  /** Whether bytes change hands, so that the module's own allocator is needed. */
  public boolean passesOwned() {
    return isResultOwned() || parameters.stream().anyMatch(ParameterModel::isOwned);
  }

  /** Whether it may read a global: it takes nothing and returns a value. */
  public boolean isGetter() {
    return parameters.isEmpty() && result instanceof ResultModel.Value;
  }

  /** Whether it may set a global: it takes a value and returns nothing. */
  public boolean isSetter() {
    return parameters.size() == 1 && result instanceof ResultModel.Nothing;
  }

  /** Whether the interface declares the method itself. */
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

  /**
   * The types that its export or import may have, what is usual first; empty if one of its Java
   * types has no Wasm counterpart. Bytes may be returned as two {@code i32} or packed into an
   * {@code i64}.
   */
  public List<FunctionType> functionTypes() {
    List<ValType> params = new ArrayList<>();
    for (ParameterModel parameter : parameters) {
      if (parameter.passed().isEmpty()) {
        return List.of();
      }
      params.addAll(parameter.passed().get().wasm());
    }
    return resultTypes().stream().map(results -> new FunctionType(params, results)).toList();
  }

  /** What its export or import may return, what is usual first; empty as above. */
  public List<List<ValType>> resultTypes() {
    if (result instanceof ResultModel.Value value) {
      List<ValType> usual = value.type().wasm();
      return usual.size() == 1 ? List.of(usual) : List.of(usual, List.of(ValType.I64));
    }
    if (result instanceof ResultModel.Components components) {
      List<ValType> results = new ArrayList<>();
      for (ResultModel.Component component : components.components()) {
        if (component.scalar().isEmpty()) {
          return List.of();
        }
        results.add(component.scalar().get().number());
      }
      return List.of(results);
    }
    return result instanceof ResultModel.Nothing ? List.of(List.of()) : List.of();
  }

  /** The interfaces and the record that it takes and returns. */
  public Stream<TypeElement> namedTypes() {
    Stream<TypeElement> taken =
        parameters.stream()
            .flatMap(parameter -> parameter.passed().stream())
            .flatMap(type -> type.describedBy().stream());
    Stream<TypeElement> returned =
        result instanceof ResultModel.Components components
            ? Stream.of(components.element())
            : result instanceof ResultModel.Value value
                ? value.type().describedBy().stream()
                : Stream.empty();
    return Stream.concat(taken, returned);
  }

  /** What it returns, as a message shows it. */
  private String resultName() {
    return typeName(returnType);
  }

  /** A type as a message shows it: without packages and annotations. */
  public static String typeName(TypeMirror type) {
    Optional<ScalarType> scalar = ScalarType.of(type);
    if (scalar.isPresent()) {
      return scalar.get().javaName();
    }
    if (type.getKind() == TypeKind.ARRAY) {
      return typeName(((ArrayType) type).getComponentType()) + "[]";
    }
    return type.getKind() == TypeKind.DECLARED
        ? ((DeclaredType) type).asElement().getSimpleName().toString()
        : type.toString();
  }
}

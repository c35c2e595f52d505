package dev.radicchio.processor.model;

import java.util.List;
import javax.lang.model.element.ExecutableElement;
import javax.lang.model.element.TypeElement;

/**
 * A {@code @WasmFunction} interface.
 *
 * @param methods its abstract methods, of which there should be one
 * @param reservedMethods methods that the class generated for it could not have beside its own
 *     {@code int pointer()}
 */
public record FunctionModel(
    FunctionInterface type, List<MethodModel> methods, List<ExecutableElement> reservedMethods) {
  public FunctionModel {
    methods = List.copyOf(methods);
    reservedMethods = List.copyOf(reservedMethods);
  }

  public TypeElement element() {
    return type.element();
  }

  /** Reads an interface. */
  public static FunctionModel of(FunctionInterface type, MethodReader methods) {
    return new FunctionModel(
        type,
        methods.readUnnamed(type.element()),
        methods.withoutParameters(type.element(), "pointer"));
  }
}

package dev.radicchio.processor.model;

import java.util.List;
import javax.lang.model.element.TypeElement;

/**
 * A {@code @WasmFunction} interface.
 *
 * @param methods its abstract methods, of which there should be one
 */
public record FunctionModel(FunctionInterface type, List<MethodModel> methods) {
  public FunctionModel {
    methods = List.copyOf(methods);
  }

  public TypeElement element() {
    return type.element();
  }

  /** Reads an interface. */
  public static FunctionModel of(FunctionInterface type, MethodReader methods) {
    return new FunctionModel(type, methods.readUnnamed(type.element()));
  }
}

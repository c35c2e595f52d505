package dev.radicchio.processor.model;

import com.google.auto.common.MoreElements;
import com.palantir.javapoet.ClassName;
import dev.radicchio.annotations.WasmFunction;
import java.util.Optional;
import javax.lang.model.element.TypeElement;

/** A {@code @WasmFunction} interface as others refer to it. */
public record FunctionInterface(TypeElement element) {

  /** The function type that a type is, if it is one. */
  public static Optional<FunctionInterface> of(TypeElement type) {
    return MoreElements.isAnnotationPresent(type, WasmFunction.class)
        ? Optional.of(new FunctionInterface(type))
        : Optional.empty();
  }

  /** The class that is generated for it. */
  public ClassName className() {
    return ClassName.get(
        MoreElements.getPackage(element).getQualifiedName().toString(),
        FlatName.of(element) + "Function");
  }
}

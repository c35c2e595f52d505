package dev.radicchio.processor.model;

import com.google.auto.common.MoreElements;
import dev.radicchio.annotations.Owned;
import java.util.Optional;
import javax.lang.model.element.VariableElement;
import javax.lang.model.type.TypeMirror;

/**
 * A parameter of a method that guests export or import.
 *
 * @param type its type as the module interface sees it, with type arguments filled in
 * @param passed empty if the type has no Wasm counterpart
 */
public record ParameterModel(
    VariableElement element, String name, TypeMirror type, Optional<PassedType> passed) {
  /** Whether the guest frees what is passed. */
  public boolean isOwned() {
    return MoreElements.isAnnotationPresent(element, Owned.class);
  }
}

package dev.radicchio.processor.model;

import java.util.List;
import java.util.Optional;
import javax.lang.model.element.RecordComponentElement;
import javax.lang.model.element.TypeElement;
import javax.lang.model.type.TypeMirror;

/** What a method that guests export or import returns. */
public sealed interface ResultModel {

  /** {@code void}. */
  record Nothing() implements ResultModel {}

  /** One value. */
  record Value(PassedType type) implements ResultModel {}

  /** One value for each component, in order. */
  record Components(TypeElement element, List<Component> components) implements ResultModel {
    public Components {
      components = List.copyOf(components);
    }
  }

  /** Anything else: no Wasm function returns it. */
  record Unsupported(TypeMirror type) implements ResultModel {}

  /**
   * A component of a record.
   *
   * @param scalar empty if the type has no Wasm counterpart
   */
  record Component(
      RecordComponentElement element, String name, TypeMirror type, Optional<ScalarType> scalar) {}
}

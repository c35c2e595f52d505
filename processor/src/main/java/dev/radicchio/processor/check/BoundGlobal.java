package dev.radicchio.processor.check;

import dev.radicchio.binary.ExternType;
import dev.radicchio.processor.model.MethodModel;
import dev.radicchio.processor.model.ScalarType;

/**
 * A method with the global that it reads, or sets if it takes a value.
 *
 * @param type the global's
 * @param isAddress whether a method of the interface says that the global is one
 */
public record BoundGlobal(
    MethodModel method, String export, ExternType.Global type, boolean isAddress) {
  /** The Java type of its value. */
  public ScalarType value() {
    return GlobalCheck.value(method).orElseThrow();
  }

  /** Whether the method sets the global. */
  public boolean isSetter() {
    return method.isSetter();
  }
}

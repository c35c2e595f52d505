package dev.radicchio.processor.model;

import java.util.List;
import javax.lang.model.element.AnnotationValue;
import javax.lang.model.element.TypeElement;

/**
 * A host of a program: a {@code @WasmHost} interface, or a class with Chicory's
 * {@code @HostModule}.
 *
 * @param module the module that guests import its methods from
 * @param kind who describes it
 * @param methods what guests can import
 * @param site where the program names it
 */
public record HostModel(
    TypeElement element,
    String module,
    Kind kind,
    List<HostMethodModel> methods,
    AnnotationValue site) {
  public HostModel {
    methods = List.copyOf(methods);
  }

  /** Who describes a host. */
  public enum Kind {
    RADICCHIO,
    CHICORY
  }

  public String name() {
    return element.getSimpleName().toString();
  }
}

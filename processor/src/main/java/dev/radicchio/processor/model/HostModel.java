package dev.radicchio.processor.model;

import java.util.List;
import java.util.Optional;
import javax.lang.model.element.AnnotationValue;
import javax.lang.model.element.TypeElement;

/**
 * A host of a program: a {@code @WasmHost} interface, or a class with an engine's
 * {@code @HostModule}.
 *
 * @param module the module that guests import its methods from
 * @param engine the engine whose annotation describes it; empty for one of Radicchio's
 * @param methods what guests can import
 * @param site where the program names it
 */
public record HostModel(
    TypeElement element,
    String module,
    Optional<ProgramEngine> engine,
    List<HostMethodModel> methods,
    AnnotationValue site) {
  public HostModel {
    methods = List.copyOf(methods);
  }

  public String name() {
    return element.getSimpleName().toString();
  }
}

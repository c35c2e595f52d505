package dev.radicchio.processor.model;

import dev.radicchio.link.plan.HeapPolicy;
import javax.lang.model.element.AnnotationValue;

/**
 * Who manages the heap of a program.
 *
 * @param owner the accessor of the instance that does, with {@link HeapPolicy.Guest}
 * @param malloc the export of the owner that allocates
 * @param free the export of the owner that frees
 */
public record HeapModel(HeapPolicy policy, Name owner, Name malloc, Name free) {

  /**
   * A name that the annotation gives, or has by default.
   *
   * @param isDefault whether it is that of the default
   */
  public record Name(String name, boolean isDefault, AnnotationValue annotationValue) {}
}

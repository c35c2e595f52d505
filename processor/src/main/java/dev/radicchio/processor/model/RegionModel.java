package dev.radicchio.processor.model;

import javax.lang.model.element.AnnotationMirror;

/**
 * A {@code @Region} of a program.
 *
 * @param importName both names of the import
 */
public record RegionModel(
    AnnotationMirror annotation, String importName, int bytes, int alignment) {

  /** The name of the constant that has its address. */
  public String constantName() {
    return ConstantName.of(importName.substring(importName.indexOf('.') + 1))
        .replaceAll("[^A-Za-z0-9_]", "_");
  }

  /** The name of the constant that has its size. */
  public String sizeConstantName() {
    return constantName() + "_BYTES";
  }
}

package dev.radicchio.processor.model;

import javax.lang.model.element.AnnotationMirror;
import javax.lang.model.element.AnnotationValue;

/**
 * A {@code @Link} of an accessor.
 *
 * @param importName both names of the import
 * @param to the accessor that it names
 * @param toValue where the annotation names it
 */
public record LinkModel(
    AnnotationMirror annotation, String importName, String to, AnnotationValue toValue) {}

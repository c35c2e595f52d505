package dev.radicchio.processor.model;

import javax.lang.model.element.AnnotationMirror;
import javax.lang.model.element.AnnotationValue;

/**
 * The number that an annotation gives for a field.
 *
 * @param annotationValue where it does
 */
public record FieldSetting(
    int value, AnnotationMirror annotation, AnnotationValue annotationValue) {}

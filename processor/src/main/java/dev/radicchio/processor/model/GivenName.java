package dev.radicchio.processor.model;

import javax.lang.model.element.AnnotationMirror;
import javax.lang.model.element.AnnotationValue;

/** The name that an annotation gives to an export or an import, and where it says so. */
public record GivenName(String name, AnnotationMirror annotation, AnnotationValue value) {}

package dev.radicchio.processor.model;

import javax.lang.model.element.AnnotationValue;
import javax.lang.model.type.TypeMirror;

/**
 * A type among a program's hosts that is no host.
 *
 * @param site where the program names it
 */
public record InvalidHost(TypeMirror type, AnnotationValue site) {}

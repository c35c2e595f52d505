package dev.radicchio.processor.model;

import dev.radicchio.annotations.HeapPolicy;
import javax.lang.model.element.AnnotationValue;

/**
 * Who manages the heap of a program.
 *
 * @param owner the accessor of the instance that does, with {@link HeapPolicy#GUEST}
 * @param ownerValue where the annotation says so, given or by default
 */
public record HeapModel(
    HeapPolicy policy, String owner, String malloc, String free, AnnotationValue ownerValue) {}

package dev.radicchio.processor.model;

import javax.lang.model.element.AnnotationMirror;
import javax.lang.model.element.AnnotationValue;

/** What {@code @WasmExport} says, and where it says so. */
public record ExportName(String name, AnnotationMirror annotation, AnnotationValue value) {}

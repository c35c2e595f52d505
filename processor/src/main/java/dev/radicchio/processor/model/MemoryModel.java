package dev.radicchio.processor.model;

import javax.lang.model.element.ExecutableElement;

/** An accessor that returns the memory of the program. */
public record MemoryModel(ExecutableElement element) implements AccessorModel {}

package dev.radicchio.processor.check;

import dev.radicchio.processor.model.MethodModel;

/** A method with the export that it calls, which has the type that the method needs. */
public record BoundMethod(MethodModel method, String export) {}

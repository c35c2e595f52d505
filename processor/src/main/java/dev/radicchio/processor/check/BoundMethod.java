package dev.radicchio.processor.check;

import dev.radicchio.binary.FunctionType;
import dev.radicchio.processor.model.MethodModel;

/** A method with the export that it calls, and its type, which is one that the method may have. */
public record BoundMethod(MethodModel method, String export, FunctionType type) {}

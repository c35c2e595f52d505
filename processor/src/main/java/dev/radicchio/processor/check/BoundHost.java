package dev.radicchio.processor.check;

import dev.radicchio.binary.FunctionType;
import dev.radicchio.processor.model.HostMethodModel;
import dev.radicchio.processor.model.HostModel;

/** A method of a host with the import that it is, and its type. */
public record BoundHost(
    HostModel host, HostMethodModel method, String importName, FunctionType type) {}

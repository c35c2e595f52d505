package dev.radicchio.binary;

/**
 * A global that the module defines.
 *
 * @param type its type and mutability
 * @param initializer the constant expression of its initial value
 */
public record Global(ExternType.Global type, Span initializer) {}

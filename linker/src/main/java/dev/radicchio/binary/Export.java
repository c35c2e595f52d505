package dev.radicchio.binary;

/**
 * One export.
 *
 * @param name its name
 * @param kind what is exported
 * @param index its index in the kind's index space
 */
public record Export(String name, ExternType.Kind kind, int index) {}

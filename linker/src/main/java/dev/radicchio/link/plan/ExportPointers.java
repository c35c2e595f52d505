package dev.radicchio.link.plan;

/**
 * What a program says of the addresses that an exported function takes and returns.
 *
 * @param instance the name of the instance that exports it
 * @param export its name there
 * @param pointers which they are; also none, where all are numbers
 */
public record ExportPointers(String instance, String export, Pointers pointers) {}

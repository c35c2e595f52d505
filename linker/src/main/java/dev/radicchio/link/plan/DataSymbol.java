package dev.radicchio.link.plan;

/**
 * A named piece of static data of an instance.
 *
 * @param name its symbol's name, as the module's toolchain has it
 * @param address its address in the program
 * @param size its bytes; 0 where the module does not say
 */
public record DataSymbol(String name, long address, long size) {}

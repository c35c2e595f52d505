package dev.radicchio.link.plan;

import org.jspecify.annotations.Nullable;

/**
 * The heap of a program.
 *
 * @param policy who manages it
 * @param start first address of what is the heap's from the start
 * @param end the address after it; the same as {@code start} if all of it is still to be grown
 * @param unavailable why Java code cannot allocate from it, or null if it can
 */
public record HeapLayout(HeapPolicy policy, long start, long end, @Nullable String unavailable) {}

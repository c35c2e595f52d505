package dev.radicchio.link.plan;

import org.jspecify.annotations.Nullable;

/**
 * An address range with one owner and one kind.
 *
 * @param kind what it is for
 * @param owner the instance that owns it, or null where the program does
 * @param start its first address
 * @param end the address after its last byte; for the heap, the end of the initial pages
 */
public record Region(Kind kind, @Nullable String owner, long start, long end) {
  /** What a region is for. */
  public enum Kind {
    /** Addresses that no one owns, so that a null pointer points at nothing. */
    GUARD,
    /** The stack that all relocatable instances share; it grows down. */
    STACK,
    /** The static data of one instance. */
    DATA,
    /**
     * What an unmovable module has of its own: data, stack and the rest of the memory it was linked
     * with; or a range that was asked for, whose owner is the name of the import that gets its
     * address.
     */
    RESERVED,
    /** What is left; it alone grows. */
    HEAP
  }

  /** Number of bytes. */
  public long size() {
    return end - start;
  }

  public boolean overlaps(Region other) {
    return start < other.end && other.start < end;
  }
}

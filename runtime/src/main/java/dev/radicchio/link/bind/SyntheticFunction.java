package dev.radicchio.link.bind;

/** A function that linking makes. */
public sealed interface SyntheticFunction {
  /** The index of its type in the image. */
  int type();

  /** Stands for a weak import that nothing defines. */
  record Trap(int type) implements SyntheticFunction {}

  /**
   * The {@code memory.grow} of an instance with a {@link OwnMemorySize} that grows the program's
   * memory.
   *
   * @param base the page of the memory that is its own page 0
   */
  record Grow(int type, int global, int base) implements SyntheticFunction {}

  /**
   * The {@code memory.grow} of an instance with a range of its own.
   *
   * @param limit the pages that it may have
   */
  record GrowInRange(int type, int global, int limit) implements SyntheticFunction {}
}

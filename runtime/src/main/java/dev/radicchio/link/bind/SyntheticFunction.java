package dev.radicchio.link.bind;

/** A function that linking makes. */
public sealed interface SyntheticFunction {
  /** The index of its type in the image. */
  int type();

  /** Stands for a weak import that nothing defines. */
  record Trap(int type) implements SyntheticFunction {}

  /** The {@code memory.grow} of an instance with a {@link OwnMemorySize}. */
  record Grow(int type, int global) implements SyntheticFunction {}
}

package dev.radicchio.link.input;

/** Addresses that are multiples of a power of two. */
public final class Alignment {
  private Alignment() {}

  /** The lowest multiple of {@code alignment} that is not below {@code value}. */
  public static long up(long value, long alignment) {
    return (value + alignment - 1) & -alignment;
  }
}

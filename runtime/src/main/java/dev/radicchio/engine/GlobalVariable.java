package dev.radicchio.engine;

import dev.radicchio.binary.ValType;

/** A global of a running image, of a type of numbers. */
public interface GlobalVariable {
  /** Its type. */
  ValType type();

  /** Whether it may be set. */
  boolean isMutable();

  /** The bits of its value; the high half of an {@code i32} or {@code f32} is undefined. */
  long get();

  /**
   * Sets it, which only a mutable one may be.
   *
   * @param value the bits; the high half of an {@code i32} or {@code f32} is ignored
   */
  void set(long value);
}

package dev.radicchio.engine;

import dev.radicchio.binary.FunctionType;

/** A function of a running image, as Java calls it. */
public interface ImageFunction {
  /** How many parameters it has. */
  int parameters();

  /** Whether that is its type, at less cost than making one. */
  boolean hasType(FunctionType type);

  /** Its type, which is made when it is asked for. */
  FunctionType type();

  /**
   * Calls it. Whatever goes wrong is an exception of the engine's, which {@link StackPointers#left}
   * names.
   *
   * @param arguments the bits of as many values as there are parameters; the high half of an {@code
   *     i32} or {@code f32} is ignored
   * @return those of the results; null or empty if there are none
   */
  long[] call(long... arguments);
}

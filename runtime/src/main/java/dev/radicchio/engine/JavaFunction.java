package dev.radicchio.engine;

import org.jspecify.annotations.Nullable;

/**
 * A function of Java, as guests call it. The engine carries what it throws through the guest in a
 * {@link HostException}, except a {@link Trap} and the exceptions that guests throw and catch.
 */
@FunctionalInterface
public interface JavaFunction {
  /**
   * Runs it.
   *
   * @param arguments the bits of as many values as there are parameters
   * @return those of the results, of which the engine checks that there are as many; the high half
   *     of an {@code i32} or {@code f32} is undefined
   */
  long @Nullable [] call(long[] arguments);
}

package dev.radicchio;

/**
 * A function that an instance exports or points to, or one of Java in its place.
 *
 * <p>Values are the bits of their Wasm types: {@code i32} and {@code f32} in the low half, whose
 * high half is ignored in arguments and undefined in results.
 */
@FunctionalInterface
public interface GuestFunction {
  /**
   * Calls the function.
   *
   * @param arguments one for each parameter
   * @return one for each result; null or empty if there are none
   * @throws GuestTrapException if the guest traps
   * @throws IllegalArgumentException if there are more or fewer arguments than parameters
   * @throws IllegalStateException if the program is closed
   */
  long[] call(long... arguments);
}

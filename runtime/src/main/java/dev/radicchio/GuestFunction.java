package dev.radicchio;

/**
 * An exported function of an instance.
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
   */
  long[] call(long... arguments);
}

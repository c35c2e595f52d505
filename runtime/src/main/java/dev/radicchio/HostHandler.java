package dev.radicchio;

import org.jspecify.annotations.Nullable;

/**
 * A function that guests import from Java.
 *
 * <p>Values are the bits of their Wasm types, as for {@link GuestFunction}. What it throws reaches
 * the Java code that called the guest as it is.
 */
@FunctionalInterface
public interface HostHandler {
  /**
   * Runs the function.
   *
   * @param caller who calls
   * @param arguments one for each parameter; to be trusted no more than the guest
   * @return one for each result; ignored if there are none
   */
  long @Nullable [] call(Caller caller, long[] arguments);
}

package dev.radicchio;

/**
 * A guest did what the specification forbids: it executed {@code unreachable}, accessed memory or a
 * table out of bounds, called a function of another type than it said, divided by zero, exhausted
 * the call stack, and so on; or it threw an exception that no guest caught.
 *
 * <p>The message says which, in the words of the specification's tests ({@code out of bounds table
 * access}) or, of an exception, with its tag and arguments; of one in C++, as far as libc++abi's
 * type information tells, with its type and what its {@code what()} returns.
 */
public final class GuestTrapException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  /**
   * @param function the function that was called, as {@code instance!export}
   * @param fault what the guest did
   * @param cause what the engine reported
   */
  public GuestTrapException(String function, String fault, Throwable cause) {
    super(function + " trapped: " + fault, cause);
  }
}

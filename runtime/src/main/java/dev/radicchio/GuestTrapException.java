package dev.radicchio;

/**
 * A guest trapped: it executed {@code unreachable}, accessed memory out of bounds, exhausted the
 * call stack, or threw an exception that no guest caught.
 */
public final class GuestTrapException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  /**
   * @param function the function that was called, as {@code instance!export}
   * @param cause what the engine reported
   */
  public GuestTrapException(String function, Throwable cause) {
    super(function + " trapped: " + cause.getMessage(), cause);
  }
}

package dev.radicchio.memory;

/**
 * What a guest handed over is not what its interface says: text that is not UTF-8 or does not end,
 * a pointer to no function, a number that is none of an enum's.
 */
public final class GuestDataException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  /**
   * @param message what was found, and where
   */
  public GuestDataException(String message) {
    super(message);
  }
}

package dev.radicchio.memory;

/**
 * A heap refused a call: there is no block at an address that was to be freed, or the memory is
 * exhausted. The heap is as it was before.
 */
public final class HeapException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  /**
   * @param message what was asked for, by whom, and why it cannot be
   */
  public HeapException(String message) {
    super(message);
  }
}

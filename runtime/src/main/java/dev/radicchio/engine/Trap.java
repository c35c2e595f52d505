package dev.radicchio.engine;

/** Thrown by a {@link JavaFunction} that guests must not call: a trap, as if a guest had failed. */
public final class Trap extends RuntimeException {
  private static final long serialVersionUID = 1L;

  public Trap(String message) {
    super(message);
  }
}

package dev.radicchio.engine;

/**
 * Carries an exception of a host through the guest, so that it is not taken for one of the
 * engine's.
 */
public final class HostException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final Throwable thrown;

  public HostException(Throwable thrown) {
    super(null, thrown, false, false);
    this.thrown = thrown;
  }

  /** What the host threw. */
  public Throwable thrown() {
    return thrown;
  }
}

package dev.radicchio.engine;

/**
 * Carries an exception of a host through the guest, so that it is not taken for one of the
 * engine's.
 */
final class HostException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final Throwable thrown;

  HostException(Throwable thrown) {
    super(null, thrown, false, false);
    this.thrown = thrown;
  }

  /** What the host threw. */
  Throwable thrown() {
    return thrown;
  }
}

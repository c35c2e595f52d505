package dev.radicchio.processor.dwarf;

/** Debug information that is not as the standard says; never leaves this package. */
final class MalformedDwarfException extends RuntimeException {
  private static final long serialVersionUID = 1;

  MalformedDwarfException(String message) {
    super(message);
  }
}

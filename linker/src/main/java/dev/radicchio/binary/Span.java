package dev.radicchio.binary;

/**
 * A range of bytes of a module's file.
 *
 * @param start offset of the first byte
 * @param end offset after the last byte
 */
public record Span(int start, int end) {
  /** Number of bytes. */
  public int length() {
    return end - start;
  }
}

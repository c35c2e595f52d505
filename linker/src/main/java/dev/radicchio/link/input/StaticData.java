package dev.radicchio.link.input;

/**
 * The static data of a module as the one piece that is put somewhere.
 *
 * @param linkedAt its first address as linked; its distance from there is a multiple of the
 *     alignment
 * @param bytes its size, zeros included
 * @param alignment a power of two
 */
public record StaticData(long linkedAt, long bytes, int alignment) {
  /** The address after it as linked. */
  public long linkedEnd() {
    return linkedAt + bytes;
  }
}

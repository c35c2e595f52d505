package dev.radicchio.link.input;

/**
 * The memory that a module was linked with, where nothing records which addresses it uses: what it
 * occupies, and what it may do with the memory behind.
 *
 * @param start the first address that it occupies
 * @param end the address after the memory that it was linked with
 * @param certainStart the first address that it surely occupies; numbers in its code that are
 *     between {@code start} and this one may be addresses
 * @param above what it may do with the memory from {@code end} on
 * @param made whether it occupies this memory only for the addresses that it makes itself, see
 *     {@link AddressScan}
 */
public record LinkedMemory(long start, long end, long certainStart, Above above, boolean made) {
  /** What a module may do with the memory above what it was linked with. */
  public enum Above {
    /** It only uses pages there that {@code memory.grow} gave it. */
    NOTHING,
    /** It takes it for its own, or will as soon as it grows the memory; see {@link GrowthScan}. */
    TAKES,
    /**
     * It uses as much as its host says, and leaves it to the host to make room; see {@link
     * HeapBaseUse}.
     */
    OPEN
  }

  /** What it occupies in a range of its own, of which it knows the end. */
  LinkedMemory within(Window window) {
    return new LinkedMemory(
        start, Math.max(end, window.reservedBytes()), certainStart, Above.NOTHING, made);
  }

  /** Its size in bytes. */
  public long bytes() {
    return end - start;
  }
}

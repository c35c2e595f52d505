package dev.radicchio.link.plan;

/**
 * An address range to reserve, whose address guests get by importing it: as an immutable {@code
 * i32} global, or as the address of a data symbol.
 *
 * @param importName both names of the import with a dot between them, such as {@code
 *     mem.data_offset}
 * @param bytes its size, 1 to 4 GiB
 * @param alignment a power of two that its address is a multiple of
 */
public record RegionRequest(String importName, long bytes, int alignment) {
  /**
   * @throws IllegalArgumentException if the size or the alignment is none
   */
  public RegionRequest {
    if (bytes <= 0 || bytes > 1L << 32 || Integer.bitCount(alignment) != 1 || alignment < 0) {
      throw new IllegalArgumentException(
          "region " + importName + " of " + bytes + " bytes, aligned to " + alignment);
    }
  }
}

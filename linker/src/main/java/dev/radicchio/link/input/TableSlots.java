package dev.radicchio.link.input;

import dev.radicchio.binary.ElementSegment;
import dev.radicchio.binary.WasmBinary;

/**
 * The slots of the program's table that a module needs for itself.
 *
 * @param place where they may be
 * @param count how many there are
 * @param alignment what the number of the first is a multiple of, a power of two
 */
public record TableSlots(Place place, int count, int alignment) {
  /** More slots than any toolchain makes, and few enough to hold. */
  public static final int MOST = 1 << 20;

  /** Where the slots of a module may be. */
  public enum Place {
    /** Where its element segments say, since its code has the numbers as constants. */
    AT_OFFSETS,
    /** Anywhere in one block, since its code adds constants to {@code __table_base}. */
    IN_BLOCK,
    /** Anywhere. */
    ANYWHERE
  }

  /** Those that active element segments fill. */
  static TableSlots ofSegments(WasmBinary module, Place place) {
    int count = 0;
    for (ElementSegment segment : module.elements()) {
      count += segment.mode() == ElementSegment.Mode.ACTIVE ? segment.size() : 0;
    }
    return new TableSlots(place, count, 1);
  }
}

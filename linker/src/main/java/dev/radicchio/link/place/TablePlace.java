package dev.radicchio.link.place;

/**
 * Which slots of the program's table an instance has.
 *
 * @param base for a shared library, {@code __table_base}
 * @param start the first slot that was given to it
 * @param end the slot after the last
 */
public record TablePlace(int base, int start, int end) {
  static final TablePlace NONE = new TablePlace(0, 0, 0);

  /** The place of a library with a block of slots, which may be empty. */
  static TablePlace block(int base, int slots) {
    return slots == 0 ? new TablePlace(base, 0, 0) : new TablePlace(base, base, base + slots);
  }
}

package dev.radicchio.link;

import dev.radicchio.binary.DylinkSection;
import org.jspecify.annotations.Nullable;

/** What a module's relocation model needs to know of the module. */
sealed interface Relocatability
    permits Relocatability.Dylink,
        Relocatability.PicStatic,
        Relocatability.Absolute,
        Relocatability.PositionFree,
        Relocs {
  /** The model. */
  RelocationModel model();

  /** A shared library. */
  record Dylink(DylinkSection section) implements Relocatability {
    @Override
    public RelocationModel model() {
      return RelocationModel.DYLINK;
    }
  }

  /**
   * Position-independent code, linked statically and without relocations.
   *
   * @param range what it occupied as linked, or null if nothing
   */
  record PicStatic(@Nullable Absolute range) implements Relocatability {
    /** The global that addresses in its code are relative to, by which it is recognised. */
    static final String MEMORY_BASE = "GOT.data.internal.__memory_base";

    /** What its distance is a multiple of: nothing says how its data is aligned. */
    static final int ALIGNMENT = Layout.PAGE_BYTES;

    long start() {
      return range == null ? 0 : range.start;
    }

    long end() {
      return range == null ? 0 : range.end;
    }

    @Override
    public RelocationModel model() {
      return RelocationModel.PIC_STATIC;
    }
  }

  /**
   * A module that stays where it is.
   *
   * @param start first address that it occupies
   * @param end the address after the memory that it was linked with
   * @param certainStart first address that it surely occupies; from {@code start} to there, numbers
   *     in its code may be addresses
   * @param claimsRest whether it asks for the memory's size, and so may take all memory above
   *     {@code start} for its own
   */
  record Absolute(long start, long end, long certainStart, boolean claimsRest)
      implements Relocatability {
    @Override
    public RelocationModel model() {
      return RelocationModel.ABSOLUTE;
    }
  }

  /** A module with nothing to move. */
  record PositionFree() implements Relocatability {
    @Override
    public RelocationModel model() {
      return RelocationModel.POSITION_FREE;
    }
  }
}

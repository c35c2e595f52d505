package dev.radicchio.link;

import dev.radicchio.binary.DylinkSection;

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

  /** Position-independent code, linked statically and without relocations. */
  record PicStatic() implements Relocatability {
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
   * @param claimsRest whether it asks for the memory's size, and so may take all memory above
   *     {@code start} for its own
   */
  record Absolute(long start, long end, boolean claimsRest) implements Relocatability {
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

package dev.radicchio.link.input;

import dev.radicchio.binary.DylinkSection;
import dev.radicchio.link.plan.Layout;
import dev.radicchio.link.plan.RelocationModel;
import org.jspecify.annotations.Nullable;

/** What a module's relocation model needs to know of the module. */
public sealed interface Relocatability
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
    public static final String MEMORY_BASE = "GOT.data.internal.__memory_base";

    /** What names of globals begin with that a linker made for entries of the GOT. */
    public static final String INTERNAL_DATA = "GOT.data.internal.";

    /** What its distance is a multiple of: nothing says how its data is aligned. */
    public static final int ALIGNMENT = Layout.PAGE_BYTES;

    public long start() {
      return range == null ? 0 : range.start;
    }

    public long end() {
      return range == null ? 0 : range.end;
    }

    @Override
    public RelocationModel model() {
      return RelocationModel.PIC_STATIC;
    }
  }

  /** What an absolute module may do with the memory above what it was linked with. */
  enum Above {
    /** Nothing but with pages that {@code memory.grow} gave it. */
    NOTHING,
    /** It takes it for its own, or will as soon as it grows the memory; see {@link GrowthScan}. */
    TAKES,
    /**
     * It uses as much as its host says, and takes it that the host makes room; see {@link
     * HeapBaseUse}.
     */
    OPEN
  }

  /**
   * A module that stays where it is.
   *
   * @param start first address that it occupies
   * @param end the address after the memory that it was linked with
   * @param certainStart first address that it surely occupies; from {@code start} to there, numbers
   *     in its code may be addresses
   * @param above what it may do with the memory from {@code end} on
   * @param made whether it is here only for the addresses that it makes itself, see {@link
   *     AddressScan}
   */
  record Absolute(long start, long end, long certainStart, Above above, boolean made)
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

package dev.radicchio.link.input;

import dev.radicchio.binary.ExternType;
import dev.radicchio.binary.Limits;
import dev.radicchio.binary.WasmBinary;
import dev.radicchio.link.plan.Layout;
import dev.radicchio.link.plan.MemoryRequest;

/**
 * The memory that an instance sees where it is not the program's: it counts addresses and pages
 * from its own 0 on.
 *
 * @param pages pages of 64 KiB that it starts with
 * @param limit pages that it may grow to
 * @param maximum pages that its module says it may grow to
 * @param growth where it grows
 */
public record Window(int pages, int limit, int maximum, Growth growth) {
  /** Where the memory of an instance grows. */
  public enum Growth {
    /** In a range that was reserved for it. */
    IN_RANGE,
    /** At the end of the program's memory, and nothing else is there. */
    AT_END,
    /**
     * At the end of the program's memory, where others grow as well: of an instance that only uses
     * the pages that it gets, wherever they are.
     */
    AMONG_OTHERS
  }

  private static final Limits NO_MEMORY = Limits.of(0, 0);

  /** What a module may grow by that starts with less: 16 MiB. */
  private static final int LEAST_GROWTH = 256;

  /**
   * The range that a module gets: what it starts with, and as much again to grow, unless the
   * program says how much.
   */
  static Window of(WasmBinary module, CodeScan scan, MemoryRequest asked) {
    Limits limits =
        module.memories().stream().map(ExternType.Memory::limits).findFirst().orElse(NO_MEMORY);
    int pages = (int) limits.minimum();
    boolean grows = scan.growth().grows() || scan.usesHeapBase();
    long usual = grows ? Math.max(pages, LEAST_GROWTH) : 0;
    long wanted =
        asked.growPages().isPresent() || asked.pages().isEmpty()
            ? pages + asked.growPages().orElse((int) usual)
            : Math.max(pages, asked.pages().getAsInt());
    int most =
        limits.maximum() < 0
            ? Layout.MAX_PAGES
            : (int) Math.min(limits.maximum(), Layout.MAX_PAGES);
    return new Window(pages, (int) Math.max(pages, Math.min(wanted, most)), most, Growth.IN_RANGE);
  }

  /** The same at the end of the program's memory. */
  Window atEnd() {
    return new Window(pages, maximum, maximum, Growth.AT_END);
  }

  /** The same where it grows beside others. */
  Window amongOthers() {
    return new Window(pages, Layout.MAX_PAGES, maximum, Growth.AMONG_OTHERS);
  }

  /** Whether all that its module says it may grow by is little enough to be reserved. */
  boolean isSmall() {
    return maximum - pages <= LEAST_GROWTH;
  }

  /** Whether it grows the program's memory. */
  public boolean growsProgram() {
    return growth != Growth.IN_RANGE;
  }

  /** Whether it has the end of the program's memory. */
  public boolean isAtEnd() {
    return growth == Growth.AT_END;
  }

  /** Bytes from its own address 0 on that are reserved for it. */
  public long reservedBytes() {
    return (growsProgram() ? pages : limit) * (long) Layout.PAGE_BYTES;
  }
}

package dev.radicchio.link.input;

import dev.radicchio.binary.ExternType;
import dev.radicchio.binary.Limits;
import dev.radicchio.binary.WasmBinary;
import dev.radicchio.link.plan.Layout;
import dev.radicchio.link.plan.MemoryRequest;

/**
 * The memory that an instance sees where it is not the program's: a range that was reserved for it,
 * in which it counts addresses and pages from its own 0 on.
 *
 * @param pages pages of 64 KiB that it starts with
 * @param limit pages that it may grow to
 * @param maximum pages that its module says it may grow to
 * @param open whether it grows with the program's memory, whose end it has, instead of in its range
 */
public record Window(int pages, int limit, int maximum, boolean open) {
  private static final Limits NO_MEMORY = Limits.of(0, 0);

  /** What a module may grow by that starts with less. */
  private static final int LEAST_GROWTH = 16;

  /**
   * The range that a module gets: what it starts with, and as much again to grow, unless the
   * program says how much.
   */
  static Window of(WasmBinary module, CodeScan scan, MemoryRequest asked) {
    Limits limits =
        module.memories().stream().map(ExternType.Memory::limits).findFirst().orElse(NO_MEMORY);
    int pages = (int) limits.minimum();
    boolean grows = !scan.growth().growers().isEmpty() || scan.usesHeapBase();
    long usual = grows ? Math.max(pages, LEAST_GROWTH) : 0;
    long wanted =
        asked.growPages().isPresent() || asked.pages().isEmpty()
            ? pages + asked.growPages().orElse((int) usual)
            : Math.max(pages, asked.pages().getAsInt());
    int most =
        limits.maximum() < 0
            ? Layout.MAX_PAGES
            : (int) Math.min(limits.maximum(), Layout.MAX_PAGES);
    return new Window(pages, (int) Math.max(pages, Math.min(wanted, most)), most, false);
  }

  /** The same at the end of the program's memory. */
  Window opened() {
    return new Window(pages, maximum, maximum, true);
  }

  /** Bytes from its own address 0 on that are reserved for it. */
  public long reservedBytes() {
    return (open ? pages : limit) * (long) Layout.PAGE_BYTES;
  }
}

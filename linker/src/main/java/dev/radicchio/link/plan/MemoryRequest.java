package dev.radicchio.link.plan;

import java.util.Collections;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * What a program says of the memory of one instance.
 *
 * @param base where its data must be, or what it occupies if it is not relocated
 * @param pages how much memory it has for its own, in pages of 64 KiB from its address 0 on
 * @param growPages how many pages it may add to those that it starts with
 * @param reachesBelow whether it must reach addresses of the program below its own, if it is
 *     rebased
 * @param globals which of the {@code i32} globals that it exports are addresses, and which are
 *     numbers, by name
 */
public record MemoryRequest(
    OptionalLong base,
    OptionalInt pages,
    OptionalInt growPages,
    boolean reachesBelow,
    SortedMap<String, GlobalUse> globals) {
  /** That of an instance of which the program says nothing. */
  public static final MemoryRequest NONE =
      new MemoryRequest(
          OptionalLong.empty(),
          OptionalInt.empty(),
          OptionalInt.empty(),
          false,
          Collections.emptySortedMap());

  /**
   * @throws IllegalArgumentException if it may grow by less than nothing, or more than a memory has
   */
  public MemoryRequest {
    globals = Collections.unmodifiableSortedMap(new TreeMap<>(globals));
    growPages.ifPresent(
        asked -> {
          if (asked < 0 || asked > Layout.MAX_PAGES) {
            throw new IllegalArgumentException("growth by " + asked + " pages");
          }
        });
  }

  /** The same with a base. */
  public MemoryRequest withBase(long address) {
    return new MemoryRequest(OptionalLong.of(address), pages, growPages, reachesBelow, globals);
  }

  /** The same with pages of its own. */
  public MemoryRequest withPages(int own) {
    return new MemoryRequest(base, OptionalInt.of(own), growPages, reachesBelow, globals);
  }

  /** The same with pages to grow by. */
  public MemoryRequest withGrowPages(int more) {
    return new MemoryRequest(base, pages, OptionalInt.of(more), reachesBelow, globals);
  }

  /** The same, reaching below its own addresses. */
  public MemoryRequest withReachBelow() {
    return new MemoryRequest(base, pages, growPages, true, globals);
  }

  /** The same, with what one more of the globals is that it exports. */
  public MemoryRequest withGlobal(String export, GlobalUse use) {
    SortedMap<String, GlobalUse> more = new TreeMap<>(globals);
    more.put(export, use);
    return new MemoryRequest(base, pages, growPages, reachesBelow, more);
  }
}

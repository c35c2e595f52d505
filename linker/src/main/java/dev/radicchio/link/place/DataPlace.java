package dev.radicchio.link.place;

import dev.radicchio.link.plan.Region;
import org.jspecify.annotations.Nullable;

/**
 * Where the static data of an instance is in the program's memory.
 *
 * @param start its first address
 * @param end the address after it
 * @param distance how far it moved from where its linker put it, which for a shared library is 0
 * @param arena what its allocator has between {@code __heap_base} and {@code __heap_end}, or null
 */
public record DataPlace(long start, long end, long distance, @Nullable Region arena) {
  /** The place of what stays where it is. */
  static DataPlace fixed(long start, long end) {
    return new DataPlace(start, end, 0, null);
  }

  DataPlace withArena(Region range) {
    return new DataPlace(start, end, distance, range);
  }
}

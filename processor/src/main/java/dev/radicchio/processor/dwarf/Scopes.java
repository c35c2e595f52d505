package dev.radicchio.processor.dwarf;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** Which namespaces and types enclose an entry, for entries do not say. */
final class Scopes {
  private static final int NONE = -1;

  private int[] starts = new int[64];
  private int[] ends = new int[64];
  private int[] parents = new int[64];
  private int size;
  private int current = NONE;

  /** Opens a scope behind all others that were opened. */
  void open(int die) {
    if (size == starts.length) {
      starts = Arrays.copyOf(starts, 2 * size);
      ends = Arrays.copyOf(ends, 2 * size);
      parents = Arrays.copyOf(parents, 2 * size);
    }
    starts[size] = die;
    ends[size] = Integer.MAX_VALUE;
    parents[size] = current;
    current = size++;
  }

  /** Closes the scope that was opened last and is open still. */
  void close(int end) {
    ends[current] = end;
    current = parents[current];
  }

  /** The entries of the scopes around an entry, the outermost first. */
  List<Integer> around(int die) {
    List<Integer> around = new ArrayList<>();
    int found = Arrays.binarySearch(starts, 0, size, die);
    int scope = found >= 0 ? parents[found] : -found - 2;
    for (; scope >= 0; scope = parents[scope]) {
      if (ends[scope] > die) {
        around.add(0, starts[scope]);
      }
    }
    return around;
  }
}

package dev.radicchio.link.pass;

import java.util.Arrays;

/**
 * Where code was before a pass, and where it is afterwards, as byte offsets into the two files. It
 * is a list of ranges, each moved as a whole:
 *
 * <pre>
 *   before              after                       ranges
 *   0x20 local.get 0    0x21 local.get 0            [0x20, 0x22) to 0x21
 *   0x22 i32.load       0x23 i32.const 65536
 *                       0x27 i32.add
 *                       0x28 i32.load               [0x22, 0x25) to 0x23
 *   0x25 end            0x2B end                    [0x25, 0x26) to 0x2B
 * </pre>
 *
 * <p>An instruction is mapped to the first of those that replace it, so that whoever stops there
 * sees all of them.
 */
public final class CodeMap {
  /** That of a pass which moves nothing. */
  public static final CodeMap IDENTITY =
      new CodeMap(new int[] {0}, new int[] {Integer.MAX_VALUE}, new int[] {0});

  /** Where nothing became of the code. */
  public static final int GONE = -1;

  private final int[] starts;
  private final int[] ends;
  private final int[] targets;

  private CodeMap(int[] starts, int[] ends, int[] targets) {
    this.starts = starts;
    this.ends = ends;
    this.targets = targets;
  }

  /** That of a pass which moves all code by the same distance. */
  public static CodeMap moved(int start, int end, int target) {
    return new Builder().add(start, end, target).build();
  }

  /** Where the code at {@code offset} is afterwards, or {@link #GONE}. */
  public int map(int offset) {
    int found = Arrays.binarySearch(starts, offset);
    int range = found >= 0 ? found : -found - 2;
    return range >= 0 && offset < ends[range] ? targets[range] + (offset - starts[range]) : GONE;
  }

  /** The map of this pass and another one after it. */
  public CodeMap then(CodeMap next) {
    if (this == IDENTITY) {
      return next;
    } else if (next == IDENTITY) {
      return this;
    }
    Builder both = new Builder();
    for (int i = 0; i < starts.length; i++) {
      next.addTo(both, starts[i], targets[i], targets[i] + (ends[i] - starts[i]));
    }
    return both.build();
  }

  /** Adds what becomes of {@code [start, end)}, which was at {@code origin} before. */
  private void addTo(Builder both, int origin, int start, int end) {
    int found = Arrays.binarySearch(starts, start);
    for (int i = found >= 0 ? found : Math.max(0, -found - 2); i < starts.length; i++) {
      int from = Math.max(start, starts[i]);
      int to = Math.min(end, ends[i]);
      if (starts[i] >= end) {
        return;
      }
      if (from < to) {
        both.add(origin + (from - start), origin + (to - start), targets[i] + (from - starts[i]));
      }
    }
  }

  /** The same map where all code is {@code distance} bytes further afterwards. */
  public CodeMap shifted(int distance) {
    int[] shifted = targets.clone();
    for (int i = 0; i < shifted.length; i++) {
      shifted[i] += distance;
    }
    return new CodeMap(starts, ends, shifted);
  }

  /** Makes a map of ranges in the order of what was before. */
  public static final class Builder {
    private int[] starts = new int[16];
    private int[] ends = new int[16];
    private int[] targets = new int[16];
    private int count;

    /** A map without ranges, of which nothing is left. */
    public Builder() {}

    /**
     * Adds a range that was moved as a whole; one that continues the last is made one with it.
     *
     * @param start where it began, not before the last range's end
     * @param end where it ended
     * @param target where it begins now
     */
    public Builder add(int start, int end, int target) {
      int last = count - 1;
      if (start < (count == 0 ? 0 : ends[last]) || end < start) {
        throw new IllegalArgumentException("ranges of code must be in order");
      }
      if (count > 0 && ends[last] == start && targets[last] + (start - starts[last]) == target) {
        ends[last] = end;
      } else if (end > start) {
        if (count == starts.length) {
          starts = Arrays.copyOf(starts, count * 2);
          ends = Arrays.copyOf(ends, count * 2);
          targets = Arrays.copyOf(targets, count * 2);
        }
        starts[count] = start;
        ends[count] = end;
        targets[count++] = target;
      }
      return this;
    }

    /** Adds the ranges so far to another map, in which all code is some bytes further. */
    void addTo(Builder other, int distance) {
      for (int i = 0; i < count; i++) {
        other.add(starts[i], ends[i], targets[i] + distance);
      }
    }

    /** The map of the ranges so far. */
    public CodeMap build() {
      return new CodeMap(
          Arrays.copyOf(starts, count), Arrays.copyOf(ends, count), Arrays.copyOf(targets, count));
    }
  }
}

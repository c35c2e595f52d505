package dev.radicchio.memory;

import java.util.Arrays;

/**
 * The free blocks of a heap by size: a list for each class of sizes, and a bit for each list that
 * is not empty, so that the smallest list that will do is found by two bit scans.
 *
 * <p>Sizes are in granules. Below 32 granules each size has a list; above, each power of two has
 * 32, so that a block found is at most 1/32 larger than it has to be.
 *
 * @see <a href="http://www.gii.upv.es/tlsf/files/papers/ecrts04_tlsf.pdf">TLSF: a New Dynamic
 *     Memory Allocator for Real-Time Systems</a>
 */
final class FreeLists {
  private static final int SECOND_BITS = 5;
  private static final int SECOND = 1 << SECOND_BITS;

  /** Which is 2 GiB, more than any memory has. */
  static final int MOST_GRANULES = 1 << 27;

  /** Enough for the most granules. */
  private static final int FIRST = 24;

  /** How many blocks of a list are looked at before memory is grown. */
  private static final int MOST_LOOKED_AT = 64;

  private final Blocks blocks;
  private final int[] heads = new int[FIRST * SECOND];
  private int firstBits;
  private final int[] secondBits = new int[FIRST];

  FreeLists(Blocks blocks) {
    this.blocks = blocks;
    Arrays.fill(heads, Blocks.NONE);
  }

  private static int listOf(int granules) {
    if (granules < SECOND) {
      return granules;
    }
    int shift = Integer.SIZE - 1 - Integer.numberOfLeadingZeros(granules) - SECOND_BITS;
    return ((shift + 1) << SECOND_BITS) + (granules >>> shift) - SECOND;
  }

  void add(int block) {
    int list = listOf(blocks.granules(block));
    int head = heads[list];
    blocks.setNextFree(block, head);
    blocks.setPreviousFree(block, Blocks.NONE);
    if (head != Blocks.NONE) {
      blocks.setPreviousFree(head, block);
    }
    heads[list] = block;
    firstBits |= 1 << (list >>> SECOND_BITS);
    secondBits[list >>> SECOND_BITS] |= 1 << list;
  }

  void remove(int block) {
    int next = blocks.nextFree(block);
    int previous = blocks.previousFree(block);
    if (next != Blocks.NONE) {
      blocks.setPreviousFree(next, previous);
    }
    if (previous != Blocks.NONE) {
      blocks.setNextFree(previous, next);
      return;
    }
    int list = listOf(blocks.granules(block));
    heads[list] = next;
    if (next == Blocks.NONE) {
      int first = list >>> SECOND_BITS;
      secondBits[first] &= ~(1 << list);
      if (secondBits[first] == 0) {
        firstBits &= ~(1 << first);
      }
    }
  }

  /** A block of at least that many granules, or {@link Blocks#NONE}. */
  int find(int granules) {
    int own = listOf(granules);
    // Blocks of its own list may be too small; the first is often one that was just freed.
    int head = heads[own];
    if (head != Blocks.NONE && blocks.granules(head) >= granules) {
      return head;
    }
    int larger = firstFrom(own + 1);
    return larger != Blocks.NONE ? larger : findIn(own, granules, MOST_LOOKED_AT);
  }

  private int firstFrom(int list) {
    int first = list >>> SECOND_BITS;
    if (first >= FIRST) {
      return Blocks.NONE;
    }
    int second = secondBits[first] & (-1 << list);
    if (second == 0) {
      int later = first + 1 < Integer.SIZE ? firstBits & (-1 << (first + 1)) : 0;
      if (later == 0) {
        return Blocks.NONE;
      }
      first = Integer.numberOfTrailingZeros(later);
      second = secondBits[first];
    }
    return heads[(first << SECOND_BITS) + Integer.numberOfTrailingZeros(second)];
  }

  /** As {@link #find}, however long it takes. */
  int search(int granules) {
    int found = find(granules);
    return found != Blocks.NONE ? found : findIn(listOf(granules), granules, Integer.MAX_VALUE);
  }

  private int findIn(int list, int granules, int most) {
    int block = heads[list];
    for (int i = 0; i < most && block != Blocks.NONE; i++) {
      if (blocks.granules(block) >= granules) {
        return block;
      }
      block = blocks.nextFree(block);
    }
    return Blocks.NONE;
  }
}

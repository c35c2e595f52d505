package dev.radicchio.memory;

import java.util.Arrays;
import java.util.BitSet;

/**
 * The blocks of a heap, used and free ones, as records in one array; a block is the number of its
 * record. Each knows its neighbours in memory, and free ones those in their list.
 *
 * <p>Used blocks are found by address through a table for each page that one begins in.
 */
final class Blocks {
  static final int NONE = 0;
  static final int GRANULE_BITS = 4;

  private static final int RECORD_BITS = 3;
  private static final int ADDRESS = 0;
  private static final int GRANULES = 1;
  private static final int PREVIOUS = 2;
  private static final int NEXT = 3;
  private static final int NEXT_FREE = 4;
  private static final int PREVIOUS_FREE = 5;
  private static final int OWNER = 6;

  private static final int PAGE_BITS = 16;
  private static final int IN_PAGE = (1 << PAGE_BITS) - 1;
  private static final int GRANULES_OF_PAGE = 1 << (PAGE_BITS - GRANULE_BITS);
  private static final int FIRST_RECORDS = 256;
  private static final int[] NO_BLOCKS = {};

  /** Marks a block that is free. */
  static final int FREE = -1;

  private int[] records = new int[FIRST_RECORDS << RECORD_BITS];
  private int used = 1; // record 0 is none
  private int recycled = NONE;
  private int[][] starts = {};

  /** A new block between two others, which is free and in no list. */
  int create(int address, int granules, int previous, int next) {
    int block = recycled;
    if (block == NONE) {
      block = used++;
      if (block << RECORD_BITS == records.length) {
        records = Arrays.copyOf(records, 2 * records.length);
      }
    } else {
      recycled = nextFree(block);
    }
    int at = block << RECORD_BITS;
    records[at + ADDRESS] = address;
    records[at + GRANULES] = granules;
    records[at + PREVIOUS] = previous;
    records[at + NEXT] = next;
    records[at + OWNER] = FREE;
    if (previous != NONE) {
      records[(previous << RECORD_BITS) + NEXT] = block;
    }
    if (next != NONE) {
      records[(next << RECORD_BITS) + PREVIOUS] = block;
    }
    return block;
  }

  /** Makes {@code block} reach to the end of the one behind it, which ceases to be. */
  void absorbNext(int block) {
    int gone = next(block);
    int behind = next(gone);
    setGranules(block, granules(block) + granules(gone));
    records[(block << RECORD_BITS) + NEXT] = behind;
    if (behind != NONE) {
      records[(behind << RECORD_BITS) + PREVIOUS] = block;
    }
    setNextFree(gone, recycled);
    recycled = gone;
  }

  /** Marks a block as used, so that it is found by its address. */
  void use(int block, int owner) {
    records[(block << RECORD_BITS) + OWNER] = owner;
    int address = address(block);
    int page = address >>> PAGE_BITS;
    if (page >= starts.length) {
      int before = starts.length;
      starts = Arrays.copyOf(starts, Math.max(page + 1, 2 * before));
      Arrays.fill(starts, before, starts.length, NO_BLOCKS);
    }
    if (starts[page].length == 0) {
      starts[page] = new int[GRANULES_OF_PAGE];
    }
    starts[page][(address & IN_PAGE) >>> GRANULE_BITS] = block;
  }

  /** Marks a block as free. */
  void release(int block) {
    records[(block << RECORD_BITS) + OWNER] = FREE;
    int address = address(block);
    starts[address >>> PAGE_BITS][(address & IN_PAGE) >>> GRANULE_BITS] = NONE;
  }

  /** The used block that begins at an address, or {@link #NONE}. */
  int at(int address) {
    int page = address >>> PAGE_BITS;
    if (page >= starts.length
        || starts[page].length == 0
        || (address & ((1 << GRANULE_BITS) - 1)) != 0) {
      return NONE;
    }
    return starts[page][(address & IN_PAGE) >>> GRANULE_BITS];
  }

  /** The block, used or free, that an address is in, or {@link #NONE}; slow. */
  int holding(int address) {
    BitSet gone = new BitSet();
    for (int block = recycled; block != NONE; block = nextFree(block)) {
      gone.set(block);
    }
    for (int block = 1; block < used; block++) {
      if (!gone.get(block)
          && address >= address(block)
          && address - address(block) < (long) granules(block) << GRANULE_BITS) {
        return block;
      }
    }
    return NONE;
  }

  int address(int block) {
    return records[(block << RECORD_BITS) + ADDRESS];
  }

  int granules(int block) {
    return records[(block << RECORD_BITS) + GRANULES];
  }

  void setGranules(int block, int granules) {
    records[(block << RECORD_BITS) + GRANULES] = granules;
  }

  /** The block before it in memory, or {@link #NONE}. */
  int previous(int block) {
    return records[(block << RECORD_BITS) + PREVIOUS];
  }

  /** The block behind it in memory, or {@link #NONE}. */
  int next(int block) {
    return records[(block << RECORD_BITS) + NEXT];
  }

  /** Who allocated it, or {@link #FREE}. */
  int owner(int block) {
    return records[(block << RECORD_BITS) + OWNER];
  }

  int nextFree(int block) {
    return records[(block << RECORD_BITS) + NEXT_FREE];
  }

  void setNextFree(int block, int next) {
    records[(block << RECORD_BITS) + NEXT_FREE] = next;
  }

  int previousFree(int block) {
    return records[(block << RECORD_BITS) + PREVIOUS_FREE];
  }

  void setPreviousFree(int block, int previous) {
    records[(block << RECORD_BITS) + PREVIOUS_FREE] = previous;
  }
}

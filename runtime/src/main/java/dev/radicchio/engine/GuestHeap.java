package dev.radicchio.engine;

import dev.radicchio.GuestFunction;
import dev.radicchio.memory.FlatMemory;
import dev.radicchio.memory.Heap;
import dev.radicchio.memory.HeapException;
import dev.radicchio.memory.HeapStatistics;
import dev.radicchio.memory.MemoryAccessException;
import java.util.HashMap;
import java.util.Map;

/**
 * The heap that an instance manages, as Java code sees it. Its statistics are those of Java's own
 * blocks, since the instance does not tell of others.
 */
final class GuestHeap implements Heap {
  private final FlatMemory memory;
  private final String owner;
  private final GuestFunction malloc;
  private final GuestFunction free;
  private final Map<Integer, Block> blocks = new HashMap<>();
  private long liveBytes;
  private long peakBytes;

  /** What {@code malloc} gave for a block, which may begin before it. */
  private record Block(int given, int size) {}

  GuestHeap(FlatMemory memory, String owner, GuestFunction malloc, GuestFunction free) {
    this.memory = memory;
    this.owner = owner;
    this.malloc = malloc;
    this.free = free;
  }

  @Override
  public FlatMemory memory() {
    return memory;
  }

  @Override
  public int allocate(int size, int alignment) {
    if (size < 0) {
      throw new IllegalArgumentException("a block of " + size + " bytes");
    }
    if (Integer.bitCount(alignment) != 1) {
      throw new IllegalArgumentException("alignment " + alignment + " is no power of two");
    }
    int mask = Math.max(alignment, ALIGNMENT) - 1;
    int given = malloc(Math.max(1, size), size);
    if ((given & mask) != 0) {
      free.call(given);
      given = malloc(Math.addExact(Math.max(1, size), mask), size);
    }
    int address = (given + mask) & ~mask;
    blocks.put(address, new Block(given, size));
    liveBytes += size;
    peakBytes = Math.max(peakBytes, liveBytes);
    return address;
  }

  private int malloc(int bytes, int size) {
    int address = (int) malloc.call(bytes)[0];
    if (address == 0) {
      throw new HeapException("no room for " + size + " bytes: malloc of " + owner + " gave none");
    }
    try {
      memory.slice(address, bytes);
    } catch (MemoryAccessException e) {
      throw new HeapException("malloc of " + owner + " gave what is no memory: " + e.getMessage());
    }
    return address;
  }

  @Override
  public void free(int address) {
    Block own = blocks.remove(address);
    if (own != null) {
      liveBytes -= own.size;
    }
    if (address != 0) {
      free.call(own == null ? address : own.given);
    }
  }

  @Override
  public HeapStatistics statistics() {
    return new HeapStatistics(
        blocks.size(),
        liveBytes,
        peakBytes,
        Map.of("", new HeapStatistics.Usage(blocks.size(), liveBytes)));
  }
}

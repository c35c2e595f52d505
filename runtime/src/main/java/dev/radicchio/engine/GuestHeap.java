package dev.radicchio.engine;

import dev.radicchio.GuestFunction;
import dev.radicchio.memory.FlatMemory;
import dev.radicchio.memory.Heap;
import dev.radicchio.memory.HeapException;
import dev.radicchio.memory.HeapStatistics;
import dev.radicchio.memory.MemoryAccessException;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/**
 * The heap that an instance manages, as Java code sees it. Its statistics are those of Java's own
 * blocks, since the instance does not tell of others.
 *
 * <p>A block is what the instance's functions gave, so that guests may free it. Only where it must
 * be aligned to more than those give, and the instance exports no {@code aligned_alloc}, it begins
 * inside of what they gave, and Java alone can free it.
 */
final class GuestHeap implements Heap {
  private final FlatMemory memory;
  private final String owner;
  private final GuestFunction malloc;
  private final GuestFunction free;
  private final Optional<GuestFunction> alignedAlloc;
  private final Map<Integer, Block> blocks = new HashMap<>();
  private long liveBytes;
  private long peakBytes;

  /** What {@code malloc} gave for a block, which may begin before it. */
  private record Block(int given, int size) {}

  GuestHeap(
      FlatMemory memory,
      String owner,
      GuestFunction malloc,
      GuestFunction free,
      Optional<GuestFunction> alignedAlloc) {
    this.memory = memory;
    this.owner = owner;
    this.malloc = malloc;
    this.free = free;
    this.alignedAlloc = alignedAlloc;
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
    int bytes = Math.max(1, size);
    int mask = alignment - 1;
    int given = inMemory(malloc.call(bytes), bytes, size);
    if ((given & mask) != 0 && alignedAlloc.isPresent()) {
      free.call(given);
      given = inMemory(alignedAlloc.get().call(alignment, bytes), bytes, size);
    }
    if ((given & mask) != 0) {
      free.call(given);
      if (bytes + mask < 0) {
        throw exhausted(size);
      }
      given = inMemory(malloc.call(bytes + mask), bytes + mask, size);
    }
    int address = (given + mask) & ~mask;
    blocks.put(address, new Block(given, size));
    liveBytes += size;
    peakBytes = Math.max(peakBytes, liveBytes);
    return address;
  }

  /** As aligned as what the instance's {@code malloc} gives. */
  @Override
  public int allocate(int size) {
    return allocate(size, 1);
  }

  private HeapException exhausted(int size) {
    return new HeapException("no room for " + size + " bytes: malloc of " + owner + " gave none");
  }

  private int inMemory(long[] results, int bytes, int size) {
    int address = (int) results[0];
    if (address == 0) {
      throw exhausted(size);
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

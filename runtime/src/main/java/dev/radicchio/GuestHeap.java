package dev.radicchio;

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
 * <p>Its addresses are those of the program; the instance's functions have those of the instance,
 * from which they differ by its base.
 *
 * <p>A block is what the instance's functions gave, so that guests may free it. Only where it must
 * be aligned to more than those give, and the instance exports no {@code aligned_alloc}, it begins
 * inside of what they gave, and Java alone can free it.
 */
final class GuestHeap implements Heap {
  private final FlatMemory memory;
  private final String owner;
  private final int base;
  private final GuestFunction malloc;
  private final GuestFunction free;
  private final Optional<GuestFunction> alignedAlloc;
  private final Map<Integer, Block> blocks = new HashMap<>();
  private long liveBytes;
  private long peakBytes;
  private boolean closed;

  /** What {@code malloc} gave for a block, in the program; the block may begin after it. */
  private record Block(int given, int size) {}

  /**
   * @param base what is added to the owner's addresses
   */
  GuestHeap(
      FlatMemory memory,
      String owner,
      long base,
      GuestFunction malloc,
      GuestFunction free,
      Optional<GuestFunction> alignedAlloc) {
    this.memory = memory;
    this.owner = owner;
    this.base = (int) base;
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
    if (closed) {
      throw LinkedProgram.closed();
    }
    int bytes = Math.max(1, size);
    int mask = alignment - 1;
    int address = block(malloc.call(bytes), bytes, 0, size);
    if ((address & mask) != 0 && alignedAlloc.isPresent()) {
      free(address);
      address = block(alignedAlloc.get().call(alignment, bytes), bytes, 0, size);
    }
    if ((address & mask) != 0) {
      free(address);
      if (bytes + mask < 0) {
        throw exhausted(size);
      }
      address = block(malloc.call(bytes + mask), bytes + mask, mask, size);
    }
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

  /**
   * Notes the block that a function of the instance gave.
   *
   * @param bytes how many it was asked for
   * @param mask the bits that are 0 in the address
   * @return the address, in what was given
   */
  private int block(long[] results, int bytes, int mask, int size) {
    if ((int) results[0] == 0) {
      throw exhausted(size);
    }
    int given = (int) results[0] + base;
    try {
      memory.checkRange(given, bytes);
    } catch (MemoryAccessException e) {
      throw new HeapException("malloc of " + owner + " gave what is no memory: " + e.getMessage());
    }
    int address = (given + mask) & ~mask;
    Block freedByGuest = blocks.put(address, new Block(given, size));
    liveBytes += size - (freedByGuest == null ? 0 : freedByGuest.size);
    peakBytes = Math.max(peakBytes, liveBytes);
    return address;
  }

  /**
   * Frees a block, also while the thread is interrupted: the engine ends calls of guests then, and
   * the block would be lost. One that cannot be freed still counts.
   */
  @Override
  public void free(int address) {
    if (address == 0 || closed) {
      return;
    }
    Block own = blocks.get(address);
    boolean interrupted = Thread.interrupted();
    try {
      free.call((own == null ? address : own.given) - base);
    } finally {
      if (interrupted) {
        Thread.currentThread().interrupt();
      }
    }
    if (own != null) {
      blocks.remove(address);
      liveBytes -= own.size;
    }
  }

  /** Ends it with its program: nothing can be allocated any more, and all is free. */
  void close() {
    closed = true;
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

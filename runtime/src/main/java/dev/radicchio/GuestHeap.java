package dev.radicchio;

import dev.radicchio.memory.FlatMemory;
import dev.radicchio.memory.Heap;
import dev.radicchio.memory.HeapException;
import dev.radicchio.memory.HeapStatistics;
import dev.radicchio.memory.MemoryAccessException;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

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
  private final GuestAllocator allocator;
  private final Optional<GuestFunction> alignedAlloc;
  private final Map<Integer, Block> blocks = new HashMap<>();
  private long liveBytes;
  private long peakBytes;
  private boolean closed;

  /**
   * What the instance is asked for.
   *
   * @param mask the bits that are to be 0 in the block's address, whatever the instance gives
   */
  private record Request(int bytes, int alignment, int mask) {}

  /** What the instance gave for a block, in the program; the block may begin after it. */
  private record Block(int given, Request request, int size) {}

  /**
   * @param base what is added to the owner's addresses
   */
  GuestHeap(
      FlatMemory memory,
      String owner,
      long base,
      GuestAllocator allocator,
      Optional<GuestFunction> alignedAlloc) {
    this.memory = memory;
    this.owner = owner;
    this.base = (int) base;
    this.allocator = allocator;
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
    int address =
        block(allocator.allocate(bytes, alignment), new Request(bytes, alignment, 0), size);
    if ((address & mask) != 0 && alignedAlloc.isPresent()) {
      free(address);
      int given = (int) alignedAlloc.get().call(alignment, bytes)[0];
      address = block(given, new Request(bytes, alignment, 0), size);
    }
    if ((address & mask) != 0) {
      free(address);
      if (bytes + mask < 0) {
        throw exhausted(size);
      }
      Request larger = new Request(bytes + mask, 1, mask);
      address = block(allocator.allocate(larger.bytes, larger.alignment), larger, size);
    }
    return address;
  }

  /** As aligned as what the instance's {@code malloc} gives. */
  @Override
  public int allocate(int size) {
    return allocate(size, allocator.allocates().knowsAlignment() ? ALIGNMENT : 1);
  }

  private HeapException exhausted(int size) {
    return new HeapException("no room for " + size + " bytes: malloc of " + owner + " gave none");
  }

  /**
   * Notes the block that a function of the instance gave.
   *
   * @param own the instance's address of what it gave, or 0
   * @return the address in the program, in what was given
   */
  private int block(int own, Request request, int size) {
    if (own == 0) {
      throw exhausted(size);
    }
    int given = own + base;
    try {
      memory.checkRange(given, request.bytes);
    } catch (MemoryAccessException e) {
      throw new HeapException("malloc of " + owner + " gave what is no memory: " + e.getMessage());
    }
    int address = (given + request.mask) & ~request.mask;
    Block freedByGuest = blocks.put(address, new Block(given, request, size));
    liveBytes += size - (freedByGuest == null ? 0 : freedByGuest.size);
    peakBytes = Math.max(peakBytes, liveBytes);
    return address;
  }

  /** Frees a block; one that cannot be freed still counts. */
  @Override
  public void free(int address) {
    if (address == 0 || closed) {
      return;
    }
    Block own = blocks.get(address);
    release(address, own);
    if (own != null) {
      blocks.remove(address);
      liveBytes -= own.size;
    }
  }

  private void release(int address, @Nullable Block own) {
    if (own != null) {
      allocator.free(own.given - base, own.request.bytes, own.request.alignment);
    } else if (allocator.freesByAddress()) {
      allocator.free(address - base, 0, 0);
    } else {
      throw new HeapException(
          String.format(
              Locale.ROOT,
              "the block at 0x%x is none that Java allocated, and %s frees only with its size: let"
                  + " the guest free it that has it",
              address,
              owner));
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

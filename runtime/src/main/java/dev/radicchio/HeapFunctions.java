package dev.radicchio;

import dev.radicchio.engine.JavaFunction;
import dev.radicchio.link.plan.HeapFunction;
import dev.radicchio.memory.FlatMemory;
import dev.radicchio.memory.Heap;
import dev.radicchio.memory.HeapException;
import dev.radicchio.memory.HostHeap;
import java.util.List;
import java.util.function.Supplier;

/** The functions that a heap in Java serves guests with; see {@link HeapFunction}. */
final class HeapFunctions {
  private static final long[] NOTHING = {};

  /** As wasi-libc and Emscripten number errors. */
  private static final int EINVAL = 28;

  private static final int ENOMEM = 48;
  private static final int POINTER_BYTES = 4;

  private final List<String> instances;
  private final Supplier<HostHeap> heap;

  /**
   * @param heap the heap, which is there once a function is called
   */
  HeapFunctions(List<String> instances, Supplier<HostHeap> heap) {
    this.instances = instances;
    this.heap = heap;
  }

  /** The function that an instance calls by a symbol. */
  JavaFunction of(String instance, String symbol) {
    int number = instances.indexOf(instance) + 1;
    return switch (HeapFunction.named(symbol).orElseThrow()) {
      case MALLOC, NEW -> a -> result(heap.get().allocate((int) a[0], Heap.ALIGNMENT, number));
      case NEW_NOTHROW -> a -> result(allocateOrNull((int) a[0], Heap.ALIGNMENT, number));
      case CALLOC -> a -> result(zeroed(product((int) a[0], (int) a[1]), 0, number));
      case REALLOC ->
          a -> result(heap.get().reallocate((int) a[0], (int) a[1], Heap.ALIGNMENT, number));
      case ALIGNED_ALLOC ->
          a -> result(heap.get().allocate((int) a[1], alignment((int) a[0]), number));
      case NEW_ALIGNED, RUST_ALLOC ->
          a -> result(heap.get().allocate((int) a[0], alignment((int) a[1]), number));
      case NEW_ALIGNED_NOTHROW ->
          a -> result(allocateOrNull((int) a[0], alignment((int) a[1]), number));
      case POSIX_MEMALIGN -> a -> result(posixMemalign((int) a[0], (int) a[1], (int) a[2], number));
      case USABLE_SIZE -> a -> result(heap.get().usableSize((int) a[0], number));
      case FREE, DELETE, DELETE_SIZED, DELETE_SIZED_ALIGNED, RUST_DEALLOC ->
          a -> {
            heap.get().free((int) a[0], number);
            return NOTHING;
          };
      case RUST_REALLOC ->
          a -> result(heap.get().reallocate((int) a[0], (int) a[3], alignment((int) a[2]), number));
      case RUST_ALLOC_ZEROED -> a -> result(zeroed((int) a[0], alignment((int) a[1]), number));
    };
  }

  private static long[] result(int value) {
    return new long[] {value};
  }

  /** As many bytes as there may be: an overflow is more than any memory has. */
  private static int product(int count, int size) {
    long bytes = Integer.toUnsignedLong(count) * Integer.toUnsignedLong(size);
    return bytes > Integer.MAX_VALUE || bytes < 0 ? -1 : (int) bytes;
  }

  private int zeroed(int size, int alignment, int number) {
    int address = heap.get().allocate(size, alignment, number);
    heap.get().memory().fill(address, size, (byte) 0);
    return address;
  }

  private int allocateOrNull(int size, int alignment, int number) {
    try {
      return heap.get().allocate(size, alignment, number);
    } catch (HeapException e) {
      return 0; // callers of these functions ask for that instead of an exception
    }
  }

  private int posixMemalign(int target, int alignment, int size, int number) {
    if (Integer.bitCount(alignment) != 1 || alignment < POINTER_BYTES) {
      return EINVAL;
    }
    FlatMemory memory = heap.get().memory();
    memory.readInt(target); // fails here rather than once a block is allocated
    int address = allocateOrNull(size, alignment, number);
    if (address == 0) {
      return ENOMEM;
    }
    memory.writeInt(target, address);
    return 0;
  }

  private static int alignment(int alignment) {
    if (Integer.bitCount(alignment) != 1) {
      throw new HeapException(
          "alignment " + Integer.toUnsignedString(alignment) + " is no power of two");
    }
    return alignment;
  }
}

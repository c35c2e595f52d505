package dev.radicchio;

import dev.radicchio.engine.JavaFunction;
import dev.radicchio.link.plan.HeapFunction;
import dev.radicchio.memory.FlatMemory;
import dev.radicchio.memory.Heap;
import dev.radicchio.memory.HeapException;
import dev.radicchio.memory.HostHeap;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** The functions that a heap in Java serves an instance with; see {@link HeapFunction}. */
final class HeapFunctions {
  private static final long[] NOTHING = {};

  /** As wasi-libc and Emscripten number errors. */
  private static final int EINVAL = 28;

  private static final int ENOMEM = 48;
  private static final int POINTER_BYTES = 4;

  private final String instance;
  private final Supplier<HostHeap> heap;
  private HostHeap.@Nullable Client client;

  /**
   * @param instance the name of the instance that calls them
   * @param heap the heap, which is there once a function is called
   */
  HeapFunctions(String instance, Supplier<HostHeap> heap) {
    this.instance = instance;
    this.heap = heap;
  }

  private HostHeap.Client client() {
    HostHeap.Client existing = client;
    if (existing == null) {
      existing = heap.get().client(instance);
      client = existing;
    }
    return existing;
  }

  /** The function that the instance calls by a symbol. */
  JavaFunction of(String symbol) {
    return switch (HeapFunction.named(symbol).orElseThrow()) {
      case MALLOC, NEW -> a -> result(client().allocate((int) a[0], Heap.ALIGNMENT));
      case NEW_NOTHROW -> a -> result(allocateOrNull((int) a[0], Heap.ALIGNMENT));
      case CALLOC -> a -> result(zeroed(product((int) a[0], (int) a[1]), 0));
      case REALLOC -> a -> result(client().reallocate((int) a[0], (int) a[1], Heap.ALIGNMENT));
      case ALIGNED_ALLOC -> a -> result(client().allocate((int) a[1], alignment((int) a[0])));
      case NEW_ALIGNED, RUST_ALLOC ->
          a -> result(client().allocate((int) a[0], alignment((int) a[1])));
      case NEW_ALIGNED_NOTHROW -> a -> result(allocateOrNull((int) a[0], alignment((int) a[1])));
      case POSIX_MEMALIGN -> a -> result(posixMemalign((int) a[0], (int) a[1], (int) a[2]));
      case USABLE_SIZE -> a -> result(client().usableSize((int) a[0]));
      case FREE, DELETE, DELETE_SIZED, DELETE_SIZED_ALIGNED, RUST_DEALLOC ->
          a -> {
            client().free((int) a[0]);
            return NOTHING;
          };
      case RUST_REALLOC ->
          a -> result(client().reallocate((int) a[0], (int) a[3], alignment((int) a[2])));
      case RUST_ALLOC_ZEROED -> a -> result(zeroed((int) a[0], alignment((int) a[1])));
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

  private int zeroed(int size, int alignment) {
    int address = client().allocate(size, alignment);
    client().memory().fill(address, size, (byte) 0);
    return address;
  }

  private int allocateOrNull(int size, int alignment) {
    try {
      return client().allocate(size, alignment);
    } catch (HeapException e) {
      return 0; // callers of these functions ask for that instead of an exception
    }
  }

  private int posixMemalign(int target, int alignment, int size) {
    if (Integer.bitCount(alignment) != 1 || alignment < POINTER_BYTES) {
      return EINVAL;
    }
    FlatMemory memory = client().memory();
    memory.readInt(target); // fails here rather than once a block is allocated
    int address = allocateOrNull(size, alignment);
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

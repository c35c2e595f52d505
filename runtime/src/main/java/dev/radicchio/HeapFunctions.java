package dev.radicchio;

import dev.radicchio.engine.JavaFunction;
import dev.radicchio.link.plan.HeapFunction;
import dev.radicchio.memory.FlatMemory;
import dev.radicchio.memory.Heap;
import dev.radicchio.memory.HeapException;
import dev.radicchio.memory.HostHeap;
import java.util.Locale;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * The functions that a heap in Java serves an instance with; see {@link HeapFunction}. They take
 * and return addresses of the instance, and the heap has those of the program: what is added to the
 * former is the instance's base.
 */
final class HeapFunctions {
  private static final long[] NOTHING = {};

  /** As wasi-libc and Emscripten number errors. */
  private static final int EINVAL = 28;

  private static final int ENOMEM = 48;
  private static final int POINTER_BYTES = 4;

  private final String instance;
  private final int base;
  private final Supplier<HostHeap> heap;
  private HostHeap.@Nullable Client client;

  /**
   * @param instance the name of the instance that calls them
   * @param base what is added to its addresses
   * @param heap the heap, which is there once a function is called
   */
  HeapFunctions(String instance, long base, Supplier<HostHeap> heap) {
    this.instance = instance;
    this.base = (int) base;
    this.heap = heap;
  }

  private HostHeap.Client client() {
    HostHeap.Client existing = client;
    if (existing == null) {
      existing = heap.get().client(instance, base);
      client = existing;
    }
    return existing;
  }

  /** The function that the instance calls by a symbol. */
  JavaFunction of(String symbol) {
    return switch (HeapFunction.named(symbol).orElseThrow()) {
      case MALLOC, NEW -> a -> address(client().allocate((int) a[0], Heap.ALIGNMENT));
      case NEW_NOTHROW -> a -> address(allocateOrNull((int) a[0], Heap.ALIGNMENT));
      case CALLOC -> a -> address(zeroed(product((int) a[0], (int) a[1]), 0));
      case REALLOC -> a -> address(reallocate((int) a[0], (int) a[1], Heap.ALIGNMENT));
      case ALIGNED_ALLOC -> a -> address(client().allocate((int) a[1], alignment((int) a[0])));
      case NEW_ALIGNED, RUST_ALLOC ->
          a -> address(client().allocate((int) a[0], alignment((int) a[1])));
      case NEW_ALIGNED_NOTHROW -> a -> address(allocateOrNull((int) a[0], alignment((int) a[1])));
      case POSIX_MEMALIGN -> a -> result(posixMemalign((int) a[0], (int) a[1], (int) a[2]));
      case USABLE_SIZE -> a -> result(client().usableSize(inProgram((int) a[0])));
      case FREE, DELETE, DELETE_SIZED, DELETE_SIZED_ALIGNED, RUST_DEALLOC ->
          a -> {
            client().free(inProgram((int) a[0]));
            return NOTHING;
          };
      case RUST_REALLOC -> a -> address(reallocate((int) a[0], (int) a[3], alignment((int) a[2])));
      case RUST_ALLOC_ZEROED -> a -> address(zeroed((int) a[0], alignment((int) a[1])));
    };
  }

  private static long[] result(int value) {
    return new long[] {value};
  }

  private long[] address(int inProgram) {
    return result(inInstance(inProgram));
  }

  private int inProgram(int address) {
    return address == 0 ? 0 : address + base;
  }

  private int inInstance(int address) {
    if (address == 0) {
      return 0;
    }
    if (Integer.compareUnsigned(address, base) <= 0) {
      throw new AssertionError(
          String.format(
              Locale.ROOT,
              "the heap has a block at 0x%x, which is not above 0x%x, where the memory of %s begins",
              address,
              base,
              instance));
    }
    return address - base;
  }

  private int reallocate(int address, int size, int alignment) {
    return client().reallocate(inProgram(address), size, alignment);
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

  /**
   * The pointer is one of the instance, too, and so is the address to keep it at: that is added to
   * as in any of the instance's accesses, also if it is 0.
   */
  private int posixMemalign(int pointer, int alignment, int size) {
    if (Integer.bitCount(alignment) != 1 || alignment < POINTER_BYTES) {
      return EINVAL;
    }
    FlatMemory memory = client().memory();
    int target = pointer + base;
    memory.readInt(target); // fails here rather than once a block is allocated
    int address = allocateOrNull(size, alignment);
    if (address == 0) {
      return ENOMEM;
    }
    memory.writeInt(target, inInstance(address));
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

package dev.radicchio.example.benchmarks;

/**
 * Allocations as a program might make them: blocks of mostly 16 to 512 bytes, one in 32 of up to 64
 * KiB, that live for random times. The same each time, and the same as {@code trace.c} makes.
 */
final class AllocationTrace {
  /** How often a trace allocates or frees, not counting the blocks freed at its end. */
  static final int OPERATIONS = 10_000;

  private static final int SLOTS = 1024;

  private final int[] slots = new int[SLOTS];

  /** What the trace is made on. */
  interface Allocator {
    int allocate(int size);

    void free(int address);
  }

  /** Returns how many blocks there were. */
  int run(Allocator allocator) {
    int random = 1;
    int blocks = 0;
    for (int i = 0; i < OPERATIONS; i++) {
      random = next(random);
      int slot = random >>> 22;
      if (slots[slot] != 0) {
        allocator.free(slots[slot]);
        slots[slot] = 0;
      } else {
        random = next(random);
        slots[slot] = allocator.allocate(sizeFrom(random));
        blocks++;
      }
    }
    for (int slot = 0; slot < SLOTS; slot++) {
      allocator.free(slots[slot]);
      slots[slot] = 0;
    }
    return blocks;
  }

  private static int next(int random) {
    return random * 1664525 + 1013904223;
  }

  private static int sizeFrom(int random) {
    int number = random >>> 8 & 0xffff;
    return random >>> 27 == 0 ? number + 1 : 16 + number % 497;
  }
}

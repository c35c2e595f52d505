package dev.radicchio.memory;

/**
 * The heap of a program: memory that guests and Java code allocate from and hand to each other. Any
 * of them may free what any other allocated.
 *
 * <p>Addresses are in the program's memory and are 16-byte aligned at least. The contents of new
 * blocks are undefined. Not safe for use by several threads at once.
 *
 * <p>Where an instance manages the heap, blocks are aligned as its {@code malloc} aligns them,
 * unless more is asked for; and of blocks that are aligned to more than that, guests may free only
 * those of an instance that exports C's {@code aligned_alloc}.
 */
public interface Heap extends Allocator {
  /** What every block is aligned to, in bytes. */
  int ALIGNMENT = 16;

  /** The memory that the heap is in. */
  @Override
  FlatMemory memory();

  /**
   * Allocates a block.
   *
   * @param size its size in bytes; a block of 0 bytes has an address of its own, too
   * @param alignment a power of two that the address is a multiple of; less than {@link #ALIGNMENT}
   *     means that
   * @return its address
   * @throws HeapException if the memory is exhausted
   * @throws IllegalArgumentException if the size is negative or the alignment no power of two
   */
  @Override
  int allocate(int size, int alignment);

  /**
   * Allocates a block that is aligned for any C type.
   *
   * @see #allocate(int, int)
   */
  default int allocate(int size) {
    return allocate(size, ALIGNMENT);
  }

  /**
   * Frees a block, whoever allocated it; address 0 means none.
   *
   * <p>Where an instance manages the heap, its {@code free} runs to its end even if the thread is
   * interrupted, which it is again afterwards. A block that {@code free} traps on still counts.
   *
   * @throws HeapException if there is no block at the address; nothing is changed then
   */
  @Override
  void free(int address);

  /** What is allocated now, and was at most. */
  HeapStatistics statistics();
}

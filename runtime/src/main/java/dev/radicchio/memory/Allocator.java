package dev.radicchio.memory;

/** Gives blocks of a memory, and takes them back. */
public interface Allocator {
  /** The memory that the blocks are in. */
  FlatMemory memory();

  /**
   * Allocates a block of undefined contents.
   *
   * @param size its size in bytes
   * @param alignment a power of two that its address is a multiple of
   * @return its address in the memory
   * @throws HeapException if there is no room for it
   */
  int allocate(int size, int alignment);

  /**
   * Frees a block.
   *
   * @throws HeapException if there is none at the address
   */
  void free(int address);

  /** An arena that allocates here. */
  default Arena arena() {
    return new Arena(this);
  }
}

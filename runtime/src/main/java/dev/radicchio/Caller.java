package dev.radicchio;

import dev.radicchio.memory.AddressSpace;
import dev.radicchio.memory.FlatMemory;
import dev.radicchio.memory.Heap;

/**
 * Who calls a function of the host, and what they share.
 *
 * <p>An instance that was rebased passes addresses of its own. What a method declares to be a
 * pointer has been translated; a bare {@code int} is what the guest passed. {@link #address} makes
 * an address of the program of it, {@link #pointerTo} makes one that the guest understands. Both
 * change nothing for an instance that was not rebased.
 */
public interface Caller {
  /**
   * The name of the instance that imports the function; empty where the image does not tell, see
   * {@link dev.radicchio.link.Linker#hostByName}.
   */
  String instance();

  /**
   * The addresses that the instance uses; the program's where the image does not tell the instance.
   */
  AddressSpace addresses();

  /** The program's memory, at the program's addresses. */
  FlatMemory memory();

  /**
   * The address in the program's memory that the caller means.
   *
   * @param pointer what the caller uses; 0, which is null, stays 0
   */
  default int address(int pointer) {
    return addresses().toProgram(pointer);
  }

  /**
   * What the caller uses for an address in the program's memory.
   *
   * @param address the address; 0, which is null, stays 0
   * @throws IllegalArgumentException if the caller does not reach it
   */
  default int pointerTo(int address) {
    return addresses().toInstance(address);
  }

  /**
   * Grows the memory as the caller's own {@code memory.grow} does: the range that it sees as its
   * memory, if it has one, else the program's memory.
   *
   * @param pages how many pages of 64 KiB to add, unsigned
   * @return the pages that the caller had before, or -1 if there is no room for so many
   */
  int grow(int pages);

  /**
   * The program's heap.
   *
   * @throws IllegalStateException if it has none, see {@link LinkedProgram#heap}
   */
  Heap heap();

  /** The program, whose functions a host may call. */
  LinkedProgram program();
}

package dev.radicchio;

import dev.radicchio.memory.FlatMemory;
import dev.radicchio.memory.Heap;

/** Who calls a function of the host, and what they share. */
public interface Caller {
  /**
   * The name of the instance that imports the function; empty where the image does not tell, see
   * {@link dev.radicchio.link.Linker#host}.
   */
  String instance();

  /** The program's memory. */
  FlatMemory memory();

  /**
   * The program's heap.
   *
   * @throws IllegalStateException if it has none, see {@link LinkedProgram#heap}
   */
  Heap heap();

  /** The program, whose functions a host may call. */
  LinkedProgram program();
}

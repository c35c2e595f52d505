package dev.radicchio.example.quickstart;

import dev.radicchio.annotations.SharedMemory;
import dev.radicchio.memory.FlatMemory;
import dev.radicchio.memory.Heap;

/** One module three times in one memory, and another that allocates. */
@SharedMemory
public interface Ring extends AutoCloseable {
  // Built without debug information, as that of Debian's standard library is large.
  @SuppressWarnings("RAD748")
  Common common();

  Station first();

  Station second();

  Station third();

  FlatMemory memory();

  Heap heap();

  @Override
  void close();
}

package dev.radicchio.example.integration.guestheap;

import dev.radicchio.annotations.HeapPolicy;
import dev.radicchio.annotations.SharedMemory;
import dev.radicchio.memory.Heap;

/** Lists whose nodes a guest manages, for the other guests and for Java. */
@SharedMemory(heap = HeapPolicy.GUEST, heapOwner = "manager")
interface Lists extends AutoCloseable {
  Manager manager();

  // Built without debug information, as that of Debian's standard library is large.
  @SuppressWarnings("RAD748")
  Range range();

  Stutter stutter();

  Drain drain();

  Heap heap();

  @Override
  void close();
}

package dev.radicchio.example.integration.instances;

import dev.radicchio.annotations.SharedMemory;
import dev.radicchio.memory.Heap;

/** Three instances of one module. */
@SharedMemory
interface Chord extends AutoCloseable {
  Voice bass();

  Voice tenor();

  Voice treble();

  Heap heap();

  @Override
  void close();
}

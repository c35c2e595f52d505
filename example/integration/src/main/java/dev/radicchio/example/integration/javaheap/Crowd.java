package dev.radicchio.example.integration.javaheap;

import dev.radicchio.annotations.SharedMemory;
import dev.radicchio.memory.Heap;

/** Two modules and Java with one heap, which is in Java. */
@SharedMemory(maxPages = 16)
interface Crowd extends AutoCloseable {
  Repeat repeat();

  Shout shout();

  Heap heap();

  @Override
  void close();
}

package dev.radicchio.example.quickstart;

import dev.radicchio.annotations.SharedMemory;

/** Three modules, built in three ways, in one memory. */
@SharedMemory
public interface Geometry extends AutoCloseable {
  Common common();

  A a();

  B b();

  @Override
  void close();
}

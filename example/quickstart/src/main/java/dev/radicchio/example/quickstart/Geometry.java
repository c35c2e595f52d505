package dev.radicchio.example.quickstart;

import dev.radicchio.annotations.SharedMemory;

/** Three modules, built in three ways, in one memory. */
@SharedMemory
public interface Geometry extends AutoCloseable {
  // Built without debug information, as that of Debian's standard library is large.
  @SuppressWarnings("RAD748")
  Common common();

  A a();

  B b();

  @Override
  void close();
}

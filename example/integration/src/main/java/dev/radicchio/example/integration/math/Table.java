package dev.radicchio.example.integration.math;

import dev.radicchio.annotations.Region;
import dev.radicchio.annotations.SharedMemory;
import dev.radicchio.memory.FlatMemory;

/** A table of sines at a place that the layout names. */
@Region(importName = "mem.data_offset", bytes = Table.ENTRIES * Double.BYTES)
@SharedMemory(hosts = Sine.class)
interface Table extends AutoCloseable {
  int ENTRIES = 256;

  Waves waves();

  FlatMemory memory();

  @Override
  void close();
}

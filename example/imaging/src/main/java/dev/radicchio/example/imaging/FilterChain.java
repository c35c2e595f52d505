package dev.radicchio.example.imaging;

import dev.radicchio.annotations.SharedMemory;
import dev.radicchio.memory.FlatMemory;

/** The modules that a picture goes through, and the memory in which it stays meanwhile. */
@SharedMemory(maxPages = FilterChain.MAX_PAGES)
interface FilterChain extends AutoCloseable {
  /** 128 MiB, enough for a picture of about 31 million pixels. */
  int MAX_PAGES = 2048;

  Buffers buffers();

  Resize resize();

  Blur blur();

  Sharpen sharpen();

  Palette palette();

  Dither dither();

  FlatMemory memory();

  @Override
  void close();
}

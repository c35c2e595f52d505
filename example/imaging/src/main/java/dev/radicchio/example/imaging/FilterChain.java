package dev.radicchio.example.imaging;

import dev.radicchio.annotations.SharedMemory;
import dev.radicchio.memory.FlatMemory;
import dev.radicchio.memory.Heap;

/**
 * The modules that a picture goes through, and the memory in which it stays meanwhile. Java and all
 * modules allocate from one heap. It is compiled to bytecode together with this interface, so that
 * what runs it needs no compiler.
 */
@SharedMemory(maxPages = FilterChain.MAX_PAGES, precompile = true)
interface FilterChain extends AutoCloseable {
  /** 128 MiB, enough for a picture of about 31 million pixels. */
  int MAX_PAGES = 2048;

  Resize resize();

  Blur blur();

  Sharpen sharpen();

  Palette palette();

  Dither dither();

  FlatMemory memory();

  Heap heap();

  @Override
  void close();
}

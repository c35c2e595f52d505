package dev.radicchio.example.imaging;

import dev.radicchio.annotations.WasmModule;

/** The allocator. Written in Rust, with its standard library, and relocated. */
@WasmModule("wasm/buffers.wasm")
interface Buffers {
  /** Returns the address of {@code size} new bytes, or 0 if the memory cannot grow that far. */
  int allocate(int size, int align);

  void release(int buffer, int size, int align);
}

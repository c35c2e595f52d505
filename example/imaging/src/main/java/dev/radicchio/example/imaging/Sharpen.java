package dev.radicchio.example.imaging;

import dev.radicchio.annotations.WasmModule;

/**
 * Unsharp mask. Written in C, built as position-independent code. It calls {@link Blur} with
 * pointers to its own static data and stack, and takes scratch memory from the heap.
 */
@WasmModule("wasm/sharpen.wasm")
interface Sharpen {
  /**
   * Adds to each pixel what sets it apart from its surroundings.
   *
   * @param radius 1 to 3
   * @param amount in 1/256
   */
  void sharpen(int source, int target, int width, int height, int radius, int amount);
}

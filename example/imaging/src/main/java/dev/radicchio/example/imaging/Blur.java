package dev.radicchio.example.imaging;

import dev.radicchio.annotations.WasmModule;

/**
 * Blurs a row of pixels. Written in C. It has no data that could be in the way, so it needs no
 * relocation. Only {@link Sharpen} calls it.
 */
@WasmModule("wasm/blur.wasm")
interface Blur {
  void blurRow(int rows, int target, int width, int kernel, int radius, int shift, int columns);
}

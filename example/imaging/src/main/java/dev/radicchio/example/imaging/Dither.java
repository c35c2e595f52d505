package dev.radicchio.example.imaging;

import dev.radicchio.annotations.WasmModule;

/**
 * Floyd-Steinberg. Written in C and relocated. It calls {@link Palette#matcher} for each pixel, and
 * takes memory for two rows of errors from the heap.
 */
@WasmModule("wasm/dither.wasm")
interface Dither {
  /**
   * Gives each pixel a colour of the palette.
   *
   * @param indices where to write one byte a pixel
   */
  void dither(int pixels, int indices, int width, int height, int palette, NearestColour nearest);
}

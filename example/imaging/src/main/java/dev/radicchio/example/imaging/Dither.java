package dev.radicchio.example.imaging;

import dev.radicchio.annotations.WasmModule;

/** Floyd-Steinberg. Written in C and relocated. It calls {@link Palette#matcher} for each pixel. */
@WasmModule("wasm/dither.wasm")
interface Dither {
  /**
   * Gives each pixel a colour of the palette.
   *
   * @param indices where to write one byte a pixel
   * @param nearest a function pointer
   * @return whether there was memory enough
   */
  boolean dither(int pixels, int indices, int width, int height, int palette, int nearest);
}

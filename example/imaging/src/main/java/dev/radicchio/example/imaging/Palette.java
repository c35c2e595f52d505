package dev.radicchio.example.imaging;

import dev.radicchio.annotations.WasmModule;

/**
 * Median cut. Written in Rust, with its standard library, and relocated. Its vectors are in the
 * heap.
 */
@WasmModule("wasm/palette.wasm")
interface Palette {
  /**
   * Makes a palette for a picture.
   *
   * @param wanted 1 to 256
   * @return the number of colours, at most {@code wanted}
   */
  int build(int pixels, int count, int wanted);

  /** Returns the address of the palette, words of the form {@code 0x00RRGGBB}. */
  int colours();

  /** Returns the function that finds the colour for a pixel in the palette built last. */
  NearestColour matcher();
}

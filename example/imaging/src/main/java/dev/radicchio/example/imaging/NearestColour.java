package dev.radicchio.example.imaging;

import dev.radicchio.annotations.WasmFunction;

/** Finds the palette's colour for a pixel. */
@WasmFunction
interface NearestColour {
  /** Returns the index of the colour nearest to {@code rgb}, which is {@code 0x00RRGGBB}. */
  int index(int rgb);
}

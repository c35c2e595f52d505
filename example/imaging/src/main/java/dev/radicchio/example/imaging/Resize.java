package dev.radicchio.example.imaging;

import dev.radicchio.annotations.WasmModule;

/** Area average. Written in Rust, without its standard library, and relocated. */
@WasmModule("wasm/resize.wasm")
interface Resize {
  void resize(
      int source, int sourceWidth, int sourceHeight, int target, int targetWidth, int targetHeight);
}

package dev.radicchio.example.quickstart;

import dev.radicchio.annotations.WasmExport;
import dev.radicchio.annotations.WasmModule;

/** Written in C, built for a fixed address. */
@WasmModule("wasm/b.wasm")
public interface B {
  /** Doubles a point's value. */
  @WasmExport("double")
  void twice(Point point);
}

package dev.radicchio.example.quickstart;

import dev.radicchio.annotations.WasmModule;

/** Written in C, built as position-independent code. */
@WasmModule("wasm/a.wasm")
public interface A {
  /** Returns a point's value. */
  long getValue(Point point);
}

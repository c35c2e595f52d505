package dev.radicchio.example.quickstart;

import dev.radicchio.annotations.WasmModule;

/** Written in Rust. */
@WasmModule("wasm/common.wasm")
public interface Common {
  /** Returns a new point with the value. */
  Point createObject(long value);
}

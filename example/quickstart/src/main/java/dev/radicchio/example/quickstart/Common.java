package dev.radicchio.example.quickstart;

import dev.radicchio.annotations.WasmModule;

/** Written in Rust. */
@WasmModule("wasm/common.wasm")
public interface Common {
  /** Returns the address of a new 64-bit integer that holds the value. */
  int createObject(long value);
}

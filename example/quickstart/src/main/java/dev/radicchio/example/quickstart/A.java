package dev.radicchio.example.quickstart;

import dev.radicchio.annotations.WasmModule;

/** Written in C, built as position-independent code. */
@WasmModule("wasm/a.wasm")
public interface A {
  /** Returns the 64-bit integer at the address. */
  long getValue(int address);
}

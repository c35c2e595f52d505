package dev.radicchio.example.integration.javaheap;

import dev.radicchio.annotations.WasmModule;
import dev.radicchio.memory.Slice;

/** Written in C, built as position-independent code; imports {@code malloc} and {@code free}. */
@WasmModule("wasm/shout.wasm")
interface Shout {
  /** Frees a text and returns a new one, which the caller frees. */
  Slice shout(Slice text);
}

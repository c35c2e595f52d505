package dev.radicchio.example.integration.javaheap;

import dev.radicchio.annotations.Utf8;
import dev.radicchio.annotations.WasmModule;
import dev.radicchio.memory.Slice;

/** Written in C; imports {@code malloc}. */
@WasmModule("wasm/repeat.wasm")
interface Repeat {
  /** Returns a new text, which the caller frees. */
  Slice repeat(@Utf8 String text, int times);
}

package dev.radicchio.example.integration.guestheap;

import dev.radicchio.annotations.WasmModule;
import org.jspecify.annotations.Nullable;

/** Allocates lists. Written in Rust, with a global allocator that imports {@code malloc}. */
@WasmModule("wasm/range.wasm")
interface Range {
  /** Returns a new list of the numbers from {@code first} to {@code last}. */
  @Nullable Node range(long first, long last);
}

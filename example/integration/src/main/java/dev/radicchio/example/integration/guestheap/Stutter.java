package dev.radicchio.example.integration.guestheap;

import dev.radicchio.annotations.WasmModule;
import org.jspecify.annotations.Nullable;

/** Changes lists. Written in C, built as position-independent code; imports {@code malloc}. */
@WasmModule("wasm/stutter.wasm")
interface Stutter {
  /** Puts behind each number of a list the same once more. */
  void stutter(@Nullable Node list);
}

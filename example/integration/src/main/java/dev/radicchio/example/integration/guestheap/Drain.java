package dev.radicchio.example.integration.guestheap;

import dev.radicchio.annotations.WasmModule;
import org.jspecify.annotations.Nullable;

/** Reads and frees lists. Written in C; imports {@code free}. */
@WasmModule("wasm/drain.wasm")
interface Drain {
  /** Returns the sum of a list's numbers and frees the list. */
  long drain(@Nullable Node list);
}

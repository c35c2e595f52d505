package dev.radicchio.example.integration.guestheap;

import dev.radicchio.annotations.WasmModule;

/** Allocates for all. Written in C; it exports {@code malloc} and {@code free}. */
@WasmModule("wasm/manager.wasm")
interface Manager {
  /** How many blocks are allocated and not freed, whoever did it. */
  int liveBlocks();
}

package dev.radicchio.example.integration.math;

import dev.radicchio.annotations.WasmModule;

/** Written in WAT; imports the memory, {@code mem.data_offset} and {@code math.sin}. */
@WasmModule("wasm/waves.wasm")
interface Waves {
  /** Writes the sines of 0, {@code step}, 2 {@code step} and so on to the data offset. */
  void sines(int count, double step);
}

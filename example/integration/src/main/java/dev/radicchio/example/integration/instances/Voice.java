package dev.radicchio.example.integration.instances;

import dev.radicchio.annotations.WasmModule;
import dev.radicchio.memory.Slice;

/** A square wave. Written in C; its pitch, its loudness and where it is are in static data. */
@WasmModule("wasm/voice.wasm")
interface Voice {
  /** Sets the pitch, in periods a sample over 2^32, and the loudness. */
  void tune(int step, int amplitude);

  /** Adds the wave to samples of 32 bits, going on where it ended the last time. */
  void sing(Slice samples);
}

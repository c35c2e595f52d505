package dev.radicchio.example.quickstart;

import dev.radicchio.annotations.WasmModule;

/** One stop of a number that is handed round in a {@link Ring}. Written in C. */
@WasmModule("wasm/station.wasm")
public interface Station {
  /** Returns a pointer to this station's {@code receive} function. */
  int receiver();

  /** Makes the station behind {@code receiver} the one that this station hands numbers to. */
  void connect(int receiver);

  /**
   * Adds 23 to the number and hands it on, {@code handovers} times in all before it comes back the
   * way it went.
   *
   * @return at how many stops the number found the stack as it had left it, on its way back
   */
  int receive(Point number, int handovers);

  /** Returns how many numbers this station has received. */
  int calls();

  /** Returns where this station counts them. */
  int callsAddress();

  /** Returns where on the stack this station was when it last received a number. */
  int frameAddress();
}

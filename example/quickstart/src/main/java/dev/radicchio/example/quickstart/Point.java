package dev.radicchio.example.quickstart;

import dev.radicchio.annotations.WasmStruct;

/** What the modules hand to each other: {@code struct point { int64_t value; };} in C. */
@WasmStruct
public interface Point {
  long value();

  void value(long value);
}

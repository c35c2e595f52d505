package dev.radicchio.example.integration.guestheap;

import dev.radicchio.annotations.Pointer;
import dev.radicchio.annotations.WasmStruct;
import org.jspecify.annotations.Nullable;

/** A list's first number, and the rest of it. */
@WasmStruct
interface Node {
  long value();

  void value(long value);

  @Pointer
  @Nullable Node next();

  void next(@Nullable Node next);
}

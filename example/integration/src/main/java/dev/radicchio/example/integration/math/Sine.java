package dev.radicchio.example.integration.math;

import dev.radicchio.annotations.WasmHost;

/** What guests import from {@code math}. */
@WasmHost("math")
interface Sine {
  double sin(double x);
}

package dev.radicchio.engine.chicory;

import com.dylibso.chicory.wasi.WasiExitException;
import java.util.OptionalInt;

/** How a guest says by WASI that it is done. */
final class WasiExit {
  /** Chicory's WASI need not be there, so that its class is looked for by name first. */
  private static final String EXCEPTION = "com.dylibso.chicory.wasi.WasiExitException";

  private WasiExit() {}

  /** The exit code; empty if something else was thrown. */
  static OptionalInt code(Throwable thrown) {
    return thrown.getClass().getName().equals(EXCEPTION)
        ? OptionalInt.of(((WasiExitException) thrown).exitCode())
        : OptionalInt.empty();
  }
}

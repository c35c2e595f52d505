package dev.radicchio.engine;

import dev.radicchio.GuestFunction;
import org.jspecify.annotations.Nullable;

/** A guest's function for as long as its program is open: after that it holds nothing of it. */
final class OpenFunction implements GuestFunction {
  private @Nullable CheckedFunction function;

  OpenFunction(CheckedFunction function) {
    this.function = function;
  }

  @Override
  public long[] call(long... arguments) {
    CheckedFunction open = function;
    if (open == null) {
      throw ImageInstance.closed();
    }
    return open.call(arguments);
  }

  void close() {
    function = null;
  }
}

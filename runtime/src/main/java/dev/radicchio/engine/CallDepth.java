package dev.radicchio.engine;

import com.dylibso.chicory.runtime.WasmFunctionHandle;
import dev.radicchio.GuestFunction;

/**
 * How many calls of Java by guests have not returned yet; each may call guests in turn. Only
 * programs with several stack pointers need to know, and only their calls are counted.
 */
final class CallDepth {
  private final boolean counting;
  private int depth;

  CallDepth(boolean counting) {
    this.counting = counting;
  }

  int depth() {
    return depth;
  }

  /** A function that guests import. */
  WasmFunctionHandle counted(WasmFunctionHandle handle) {
    return !counting
        ? handle
        : (instance, arguments) -> {
          depth++;
          try {
            return handle.apply(instance, arguments);
          } finally {
            depth--;
          }
        };
  }

  /** A function that is lent to guests. */
  GuestFunction counted(GuestFunction function) {
    return !counting
        ? function
        : arguments -> {
          depth++;
          try {
            return function.call(arguments);
          } finally {
            depth--;
          }
        };
  }
}

package dev.radicchio.engine.chicory;

import com.dylibso.chicory.runtime.ExportFunction;
import com.dylibso.chicory.runtime.Instance;
import com.dylibso.chicory.wasm.types.FunctionType;

/** Calls functions from Java, which has references as numbers, as Chicory has them. */
final class References {
  private References() {}

  /**
   * A function as Java calls it.
   *
   * @param function the same as the engine has it
   */
  static ExportFunction asNumbers(Instance instance, FunctionType type, ExportFunction function) {
    return function;
  }

  /** A function of an instance by its number. */
  static ExportFunction function(Instance instance, int number) {
    return arguments -> instance.getMachine().call(number, arguments);
  }
}

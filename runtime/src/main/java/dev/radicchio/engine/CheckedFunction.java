package dev.radicchio.engine;

import com.dylibso.chicory.wasm.types.FunctionType;
import dev.radicchio.GuestFunction;

/** A function that Java calls with as many arguments as it has parameters: no engine looks. */
final class CheckedFunction implements GuestFunction {
  private final String name;
  private final FunctionType type;
  private final GuestFunction function;
  private final int parameters;

  /**
   * @param name what exceptions call it
   */
  CheckedFunction(String name, FunctionType type, GuestFunction function) {
    this.name = name;
    this.type = type;
    this.function = function;
    this.parameters = type.params().size();
  }

  FunctionType type() {
    return type;
  }

  /** The function, which does not look. */
  GuestFunction unchecked() {
    return function;
  }

  @Override
  public long[] call(long... arguments) {
    if (arguments.length != parameters) {
      throw new IllegalArgumentException(
          name
              + " is of type "
              + type
              + " and was called with "
              + arguments.length
              + (arguments.length == 1 ? " argument" : " arguments"));
    }
    return function.call(arguments);
  }
}

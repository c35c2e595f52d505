package dev.radicchio;

import dev.radicchio.binary.FunctionType;

/** A function of Java that Java calls with as many arguments as it has parameters. */
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
      throw wrongCount(name, type, arguments);
    }
    return function.call(arguments);
  }

  static IllegalArgumentException wrongCount(String name, FunctionType type, long[] arguments) {
    return new IllegalArgumentException(
        name
            + " is of type "
            + type
            + " and was called with "
            + arguments.length
            + (arguments.length == 1 ? " argument" : " arguments"));
  }
}

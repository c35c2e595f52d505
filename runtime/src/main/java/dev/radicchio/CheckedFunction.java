package dev.radicchio;

import dev.radicchio.binary.FunctionType;

/**
 * A function of Java that is lent to guests, and that Java calls with as many arguments as it has
 * parameters.
 */
final class CheckedFunction implements GuestFunction {
  private final CallbackSlot slot;
  private final FunctionType type;
  private final GuestFunction function;
  private final int parameters;

  /**
   * @param slot where it is lent
   */
  CheckedFunction(CallbackSlot slot, FunctionType type, GuestFunction function) {
    this.slot = slot;
    this.type = type;
    this.function = function;
    this.parameters = type.params().size();
  }

  /** Where it is or was lent. */
  CallbackSlot slot() {
    return slot;
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
      throw wrongCount(slot.name(), type, arguments);
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

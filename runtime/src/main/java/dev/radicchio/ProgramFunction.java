package dev.radicchio;

import dev.radicchio.engine.ImageFunction;
import dev.radicchio.engine.StackPointers;
import org.jspecify.annotations.Nullable;

/** A guest's function for as long as its program is open: after that it holds nothing of it. */
final class ProgramFunction implements GuestFunction {
  private final String name;
  private final int parameters;
  private @Nullable ImageFunction function;
  private @Nullable StackPointers stack;
  private FunctionPointers.@Nullable Place place;

  /**
   * @param name what exceptions call it
   * @param place where a pointer to it came from; null if it is an export
   */
  ProgramFunction(
      String name,
      ImageFunction function,
      StackPointers stack,
      FunctionPointers.@Nullable Place place) {
    this.name = name;
    this.parameters = function.parameters();
    this.function = function;
    this.stack = stack;
    this.place = place;
  }

  /** Where a pointer to it came from; null if it is an export, or closed. */
  FunctionPointers.@Nullable Place place() {
    return place;
  }

  @Override
  public long[] call(long... arguments) {
    ImageFunction open = function;
    StackPointers pointers = stack;
    if (open == null || pointers == null) {
      throw LinkedProgram.closed();
    }
    if (arguments.length != parameters) { // no engine looks
      throw CheckedFunction.wrongCount(name, open.type(), arguments);
    }
    long before = pointers.remember();
    try {
      return open.call(arguments);
    } catch (Throwable e) {
      throw pointers.left(name, before, e);
    }
  }

  void close() {
    function = null;
    stack = null;
    place = null;
  }
}

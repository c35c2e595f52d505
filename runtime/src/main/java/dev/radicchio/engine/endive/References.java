package dev.radicchio.engine.endive;

import java.util.List;
import org.jspecify.annotations.Nullable;
import run.endive.runtime.CallResult;
import run.endive.runtime.ExportFunction;
import run.endive.runtime.Instance;
import run.endive.wasm.types.FunctionType;
import run.endive.wasm.types.ValType;
import run.endive.wasm.types.Value;

/**
 * Calls functions from Java, which has references as numbers. Endive has those to what is outside,
 * and to structs, arrays and {@code i31} numbers, as objects: a number is passed as a {@link Long},
 * comes back as what it was, and is 0 for an object that guests made.
 */
final class References {
  private References() {}

  /**
   * A function as Java calls it.
   *
   * @param function the same as the engine has it
   */
  static ExportFunction asNumbers(Instance instance, FunctionType type, ExportFunction function) {
    return type.hasObjectRefParams() || type.hasObjectRefReturns()
        ? arguments -> {
          CallResult result = function.applyWithRefs(arguments, objects(type.params(), arguments));
          return numbers(type.returns(), completed(instance, result));
        }
        : function;
  }

  private static @Nullable Object[] objects(List<ValType> types, long[] numbers) {
    @Nullable Object[] objects = new Object[numbers.length];
    for (int i = 0; i < numbers.length; i++) {
      if (types.get(i).isObjectRef() && numbers[i] != Value.REF_NULL_VALUE) {
        objects[i] = numbers[i];
      }
    }
    return objects;
  }

  /**
   * The result of a call with objects, after the tail calls that it ended with. The engine makes
   * those where a call has numbers alone.
   */
  private static CallResult completed(Instance instance, CallResult result) {
    CallResult last = result;
    while (instance.isTailCallPending()) {
      int function = instance.tailCallFuncId();
      long[] arguments = instance.tailCallArgs();
      Object[] objects = instance.tailCallRefArgs();
      instance.clearTailCall();
      last = instance.getMachine().callWithRefs(function, arguments, objects);
    }
    return last;
  }

  private static long[] numbers(List<ValType> types, CallResult result) {
    long[] numbers = new long[types.size()];
    for (int i = 0; i < numbers.length; i++) {
      numbers[i] = types.get(i).isObjectRef() ? number(result.refResult(i)) : result.longResult(i);
    }
    return numbers;
  }

  private static long number(@Nullable Object object) {
    if (object == null) {
      return Value.REF_NULL_VALUE;
    }
    return object instanceof Long number ? number : 0;
  }

  /** A function of an instance by its number. */
  static ExportFunction function(Instance instance, int number) {
    return new ExportFunction() {
      @Override
      public long[] apply(long... arguments) {
        return instance.getMachine().call(number, arguments);
      }

      @Override
      public CallResult applyWithRefs(long[] arguments, Object[] objects) {
        return instance.getMachine().callWithRefs(number, arguments, objects);
      }
    };
  }
}

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

  static long[] call(FunctionType type, ExportFunction function, long[] arguments) {
    if (!type.hasObjectRefParams() && !type.hasObjectRefReturns()) {
      return function.apply(arguments);
    }
    @Nullable Object[] objects = new Object[arguments.length];
    for (int i = 0; i < arguments.length; i++) {
      if (type.params().get(i).isObjectRef() && arguments[i] != Value.REF_NULL_VALUE) {
        objects[i] = arguments[i];
      }
    }
    return numbers(type.returns(), function.applyWithRefs(arguments, objects));
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

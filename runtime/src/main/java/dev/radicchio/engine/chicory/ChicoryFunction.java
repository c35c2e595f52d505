package dev.radicchio.engine.chicory;

import com.dylibso.chicory.runtime.ExportFunction;
import com.dylibso.chicory.runtime.Instance;
import com.dylibso.chicory.wasm.types.FunctionType;
import com.dylibso.chicory.wasm.types.ValType;
import dev.radicchio.engine.ImageFunction;
import dev.radicchio.engine.Shortcoming;

/**
 * A function of an image. Chicory 1.7.5's interpreter takes branches on all 64 bits of an {@code
 * i32} argument; it also runs what is too large to be compiled. So the high half becomes the sign.
 *
 * @see Shortcoming#WIDE_NUMBERS
 */
final class ChicoryFunction implements ImageFunction {
  private final FunctionType type;
  private final ExportFunction function;
  private final boolean narrows;

  ChicoryFunction(Instance instance, FunctionType type, ExportFunction function) {
    this.type = type;
    this.function = References.asNumbers(instance, type, function);
    this.narrows = type.params().contains(ValType.I32);
  }

  @Override
  public int parameters() {
    return type.params().size();
  }

  @Override
  public boolean hasType(dev.radicchio.binary.FunctionType other) {
    return type.equals(Types.of(other));
  }

  @Override
  public dev.radicchio.binary.FunctionType type() {
    return Types.of(type);
  }

  @Override
  public long[] call(long... arguments) {
    return function.apply(narrows ? narrowed(arguments) : arguments);
  }

  private long[] narrowed(long[] arguments) {
    long[] narrowed = arguments;
    for (int i = 0; i < arguments.length; i++) {
      if (arguments[i] != (int) arguments[i] && type.params().get(i).equals(ValType.I32)) {
        narrowed = narrowed == arguments ? arguments.clone() : narrowed;
        narrowed[i] = (int) narrowed[i];
      }
    }
    return narrowed;
  }
}

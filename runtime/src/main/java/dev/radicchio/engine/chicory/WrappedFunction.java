package dev.radicchio.engine.chicory;

import com.dylibso.chicory.runtime.Instance;
import com.dylibso.chicory.runtime.WasmException;
import com.dylibso.chicory.runtime.WasmFunctionHandle;
import java.util.function.Function;

/** A function for guests that calls another one. Endive's has more parameters: the objects. */
abstract class WrappedFunction implements WasmFunctionHandle {
  private final WasmFunctionHandle wrapped;

  WrappedFunction(WasmFunctionHandle wrapped) {
    this.wrapped = wrapped;
  }

  /**
   * Calls the other one.
   *
   * @param program the instance that calls
   * @param call calls it with the instance that it is to get
   */
  abstract <T> T call(Instance program, Function<Instance, T> call);

  @Override
  public final long[] apply(Instance program, long... arguments) {
    return call(program, shown -> wrapped.apply(shown, arguments));
  }

  /** The same exception, thrown with a tag of another instance. */
  static WasmException thrownBy(Instance instance, WasmException thrown) {
    return new WasmException(instance, thrown.tagIdx(), thrown.args());
  }
}

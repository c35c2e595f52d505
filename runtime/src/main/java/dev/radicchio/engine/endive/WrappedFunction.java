package dev.radicchio.engine.endive;

import java.util.function.Function;
import run.endive.runtime.CallResult;
import run.endive.runtime.Instance;
import run.endive.runtime.WasmException;
import run.endive.runtime.WasmFunctionHandle;

/** A function for guests that calls another one, with objects beside numbers where it has any. */
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

  @Override
  public final CallResult applyWithRefs(Instance program, long[] arguments, Object[] objects) {
    return call(program, shown -> wrapped.applyWithRefs(shown, arguments, objects));
  }

  /** The same exception, thrown with a tag of another instance. */
  static WasmException thrownBy(Instance instance, WasmException thrown) {
    return WasmException.builder()
        .instance(instance)
        .tagIdx(thrown.tagIdx())
        .args(thrown.args())
        .refArgs(thrown.refArgs())
        .build();
  }
}

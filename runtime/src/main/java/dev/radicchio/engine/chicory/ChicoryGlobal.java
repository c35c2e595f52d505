package dev.radicchio.engine.chicory;

import com.dylibso.chicory.runtime.GlobalInstance;
import com.dylibso.chicory.wasm.types.MutabilityType;
import dev.radicchio.binary.ValType;
import dev.radicchio.engine.GlobalVariable;

/** A global of an image. As of arguments, the high half of an {@code i32} is its sign. */
record ChicoryGlobal(GlobalInstance global) implements GlobalVariable {
  @Override
  public ValType type() {
    return Types.value(global.getType());
  }

  @Override
  public boolean isMutable() {
    return global.getMutabilityType() == MutabilityType.Var;
  }

  @Override
  public long get() {
    return global.getValue();
  }

  @Override
  public void set(long value) {
    global.setValue(type().equals(ValType.I32) ? (int) value : value);
  }
}

package dev.radicchio.engine.chicory;

import com.dylibso.chicory.runtime.ExportFunction;
import com.dylibso.chicory.runtime.Instance;
import com.dylibso.chicory.runtime.Machine;
import com.dylibso.chicory.runtime.Memory;
import com.dylibso.chicory.wasm.WasmModule;
import dev.radicchio.engine.Faults;
import dev.radicchio.engine.Shortcoming;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * The methods that Chicory 1.7.5's compiler makes of functions, for images of which it makes too
 * many: it calls a function by number in a method that switches over all of them, and HotSpot never
 * compiles one of more than 8,000 bytes of bytecode, which some 650 functions are.
 *
 * @see Shortcoming#ONE_SWITCH
 */
final class CompiledFunctions {
  /** The most functions of an image whose switch is compiled, with room to spare. */
  static final int MOST_SWITCHED = 512;

  private static final MethodType CALL =
      MethodType.methodType(long[].class, Instance.class, Memory.class, long[].class);

  private final WasmModule module;

  /** Those looked for by number; empty where there is none. */
  private final Map<Integer, Optional<MethodHandle>> methods = new ConcurrentHashMap<>();

  /** Whether the switch is to call all functions; null until it is known. */
  private @Nullable Boolean switched;

  /**
   * @param module the image
   */
  CompiledFunctions(WasmModule module) {
    this.module = module;
  }

  /** A function by its own method; null if the switch does, or there is no such method. */
  @Nullable ExportFunction find(Instance instance, int function) {
    if (!EngineVersion.has(Shortcoming.ONE_SWITCH)
        || instance.functionCount() <= MOST_SWITCHED
        || isSwitched(instance)) {
      return null;
    }
    Class<? extends Machine> machine = instance.getMachine().getClass();
    Optional<MethodHandle> method =
        methods.computeIfAbsent(function, number -> method(machine, number));
    return method.isPresent() ? calling(method.get(), instance) : null;
  }

  private synchronized boolean isSwitched(Instance instance) {
    Boolean known = switched;
    if (known == null) {
      known =
          instance.functionCount() > CompiledNames.FUNCTIONS_OF_CLASS
              || GarbageCollection.isNeeded(module);
      switched = known;
    }
    return known;
  }

  private static Optional<MethodHandle> method(Class<? extends Machine> machine, int function) {
    Class<?> owner = group(machine, 0);
    if (owner == null || group(machine, 1) != null) {
      return Optional.empty(); // interpreted, made by another compiler, or spread over classes
    }
    try {
      CompiledFunctions.class.getModule().addReads(owner.getModule());
      return Optional.of(
          MethodHandles.privateLookupIn(owner, MethodHandles.lookup())
              .findStatic(owner, CompiledNames.callByBits(function), CALL));
    } catch (ReflectiveOperationException e) {
      return Optional.empty();
    }
  }

  /** A class of functions; null if there is none of that number. */
  private static @Nullable Class<?> group(Class<? extends Machine> machine, int number) {
    try {
      return Class.forName(
          CompiledNames.group(machine.getName(), number), false, machine.getClassLoader());
    } catch (ClassNotFoundException e) {
      return null;
    }
  }

  private static ExportFunction calling(MethodHandle method, Instance instance) {
    Memory memory = instance.memory();
    return arguments -> {
      try {
        return (long[]) method.invokeExact(instance, memory, arguments);
      } catch (Throwable e) {
        throw Faults.<RuntimeException>unchanged(e);
      }
    };
  }
}

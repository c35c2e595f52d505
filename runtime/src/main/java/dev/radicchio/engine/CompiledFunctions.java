package dev.radicchio.engine;

import com.dylibso.chicory.runtime.ExportFunction;
import com.dylibso.chicory.runtime.Instance;
import com.dylibso.chicory.runtime.Machine;
import com.dylibso.chicory.runtime.Memory;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * The methods that Chicory 1.7.5's compiler makes of functions, for images of which it makes too
 * many: it calls a function by number in a method that switches over all of them, and HotSpot never
 * compiles one of more than 8,000 bytes of bytecode, which some 650 functions are.
 */
final class CompiledFunctions {
  /** The most functions of an image whose switch is compiled, with room to spare. */
  static final int MOST_SWITCHED = 512;

  /** How many functions Chicory puts into a class, unless they are too large for one. */
  private static final int FUNCTIONS_OF_CLASS = 1024 * 12;

  private static final MethodType CALL =
      MethodType.methodType(long[].class, Instance.class, Memory.class, long[].class);

  /** Those looked for by number; empty where there is none. */
  private final Map<Integer, Optional<MethodHandle>> methods = new ConcurrentHashMap<>();

  /** A function by its own method; null if the switch does, or there is no such method. */
  @Nullable ExportFunction find(Instance instance, int function) {
    if (instance.functionCount() <= MOST_SWITCHED
        || instance.functionCount() > FUNCTIONS_OF_CLASS
        || collectsGarbage(instance)) {
      return null;
    }
    Class<? extends Machine> machine = instance.getMachine().getClass();
    Optional<MethodHandle> method =
        methods.computeIfAbsent(function, number -> method(machine, number));
    return method.isPresent() ? calling(method.get(), instance) : null;
  }

  /** Chicory collects the garbage of guests after calls through exports only. */
  private static boolean collectsGarbage(Instance instance) {
    return Arrays.asList(instance.module().typeSection().types()).contains(null);
  }

  private static Optional<MethodHandle> method(Class<? extends Machine> machine, int function) {
    String groups = machine.getName() + "FuncGroup_";
    try {
      // Where functions had to be spread over several classes, the first is not the only one.
      Class.forName(groups + 1, false, machine.getClassLoader());
      return Optional.empty();
    } catch (ClassNotFoundException onlyOne) {
      try {
        Class<?> owner = Class.forName(groups + 0, false, machine.getClassLoader());
        CompiledFunctions.class.getModule().addReads(owner.getModule());
        return Optional.of(
            MethodHandles.privateLookupIn(owner, MethodHandles.lookup())
                .findStatic(owner, "call_" + function, CALL));
      } catch (ReflectiveOperationException e) {
        return Optional.empty(); // interpreted, or made by another compiler
      }
    }
  }

  private static ExportFunction calling(MethodHandle method, Instance instance) {
    Memory memory = instance.memory();
    return arguments -> {
      try {
        return (long[]) method.invokeExact(instance, memory, arguments);
      } catch (Throwable e) {
        throw GuestFault.<RuntimeException>unchanged(e);
      }
    };
  }
}

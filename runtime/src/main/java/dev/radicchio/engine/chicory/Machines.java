package dev.radicchio.engine.chicory;

import com.dylibso.chicory.compiler.InterpreterFallback;
import com.dylibso.chicory.compiler.MachineFactoryCompiler;
import com.dylibso.chicory.runtime.Instance;
import com.dylibso.chicory.runtime.InterpreterMachine;
import com.dylibso.chicory.runtime.Machine;
import com.dylibso.chicory.wasm.WasmModule;
import java.util.function.Function;

/**
 * Chooses what runs an image: Chicory's compiler if it is on the class path, else its interpreter.
 */
final class Machines {
  /** Whether it is Chicory's compiler. */
  static final boolean COMPILER_PRESENT =
      isPresent("com.dylibso.chicory.compiler.MachineFactoryCompiler");

  private Machines() {}

  /** Whether a class of Chicory's is there. */
  static boolean isPresent(String name) {
    try {
      Class.forName(name, false, Machines.class.getClassLoader());
      return true;
    } catch (ClassNotFoundException e) {
      return false;
    }
  }

  static Function<Instance, Machine> interpreting() {
    return InterpreterMachine::new;
  }

  /** Only where the compiler is present. */
  static Function<Instance, Machine> compiling(WasmModule module) {
    return Compiled.factory(module);
  }

  /** In a class of its own, so that the compiler is not looked for where it is absent. */
  private static final class Compiled {
    /**
     * A function too large for a JVM method runs in the interpreter; that is a matter of speed, not
     * of results.
     */
    static Function<Instance, Machine> factory(WasmModule module) {
      try {
        return DeepStack.call(
            MachineFactoryCompiler.builder(module)
                    .withInterpreterFallback(InterpreterFallback.SILENT)
                ::compile);
      } catch (RuntimeException e) {
        return InterpreterMachine::new; // Chicory 1.7.5 cannot compile all that it validates
      }
    }
  }
}

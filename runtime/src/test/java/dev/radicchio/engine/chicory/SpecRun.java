package dev.radicchio.engine.chicory;

import com.dylibso.chicory.compiler.InterpreterFallback;
import com.dylibso.chicory.compiler.MachineFactoryCompiler;
import com.dylibso.chicory.runtime.GlobalInstance;
import com.dylibso.chicory.runtime.HostFunction;
import com.dylibso.chicory.runtime.ImportGlobal;
import com.dylibso.chicory.runtime.ImportMemory;
import com.dylibso.chicory.runtime.ImportTable;
import com.dylibso.chicory.runtime.Instance;
import com.dylibso.chicory.runtime.InterpreterMachine;
import com.dylibso.chicory.runtime.Machine;
import com.dylibso.chicory.runtime.Memory;
import com.dylibso.chicory.runtime.Store;
import com.dylibso.chicory.runtime.TableInstance;
import com.dylibso.chicory.wasm.ChicoryException;
import com.dylibso.chicory.wasm.Parser;
import com.dylibso.chicory.wasm.UnlinkableException;
import com.dylibso.chicory.wasm.WasmModule;
import com.dylibso.chicory.wasm.types.FunctionType;
import com.dylibso.chicory.wasm.types.MemoryLimits;
import com.dylibso.chicory.wasm.types.MutabilityType;
import com.dylibso.chicory.wasm.types.Table;
import com.dylibso.chicory.wasm.types.TableLimits;
import com.dylibso.chicory.wasm.types.ValType;
import com.dylibso.chicory.wasm.types.Value;
import dev.radicchio.memory.MemoryAccessException;
import dev.radicchio.spec.SpecScript;
import dev.radicchio.spec.SpecScript.Action;
import dev.radicchio.spec.SpecScript.Command;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;

/** Runs scripts of the specification with one kind of memory, and counts what holds. */
final class SpecRun {
  /** What runs the modules. */
  enum Engine {
    INTERPRETED,
    COMPILED;

    Function<Instance, Machine> machines(WasmModule module) {
      return switch (this) {
        case INTERPRETED -> InterpreterMachine::new;
        case COMPILED ->
            MachineFactoryCompiler.builder(module)
                .withInterpreterFallback(InterpreterFallback.FAIL)
                .compile();
      };
    }
  }

  private final Engine engine;
  private final Function<MemoryLimits, Memory> memories;
  private final Map<String, String> failures = new TreeMap<>();
  private int assertions;
  private int passed;
  private int leftOut;

  private SpecRun(Engine engine, Function<MemoryLimits, Memory> memories) {
    this.engine = engine;
    this.memories = memories;
  }

  static SpecRun of(
      List<SpecScript> scripts, Engine engine, Function<MemoryLimits, Memory> memories) {
    SpecRun run = new SpecRun(engine, memories);
    scripts.forEach(script -> run.new Session().run(script));
    return run;
  }

  /** What does not hold, each with the reason; actions and modules that fail as well. */
  Map<String, String> failures() {
    return failures;
  }

  /** The assertions, less those about the parser. */
  int assertions() {
    return assertions;
  }

  int passed() {
    return passed;
  }

  /** The assertions about the parser. */
  int leftOut() {
    return leftOut;
  }

  /** One script; its modules see each other. */
  private final class Session {
    private final Store store = new Store();
    private final Map<String, Instance> named = new HashMap<>();
    private Instance latest;

    Session() {
      addHost();
    }

    void run(SpecScript script) {
      for (Command command : script.commands()) {
        if (command.isAboutTheParser()) {
          leftOut++;
          continue;
        }
        boolean isAssertion = command.isAssertion();
        assertions += isAssertion ? 1 : 0;
        String failure = failure(script, command);
        if (failure != null) {
          failures.put(script.location(command), failure);
        } else {
          passed += isAssertion ? 1 : 0;
        }
      }
    }

    /** Why a command fails, or null. */
    private String failure(SpecScript script, Command command) {
      try {
        return switch (command.type()) {
          case "module" -> {
            latest = null;
            latest = instantiate(script, command);
            if (command.name() != null) {
              named.put(command.name(), latest);
            }
            yield null;
          }
          case "register" -> {
            store.register(command.as(), instance(command.name()));
            yield null;
          }
          case "action" -> {
            results(command.action());
            yield null;
          }
          case "assert_return" -> difference(command);
          case "assert_trap" ->
              refusal(command, () -> results(command.action()), RuntimeException.class);
          case "assert_uninstantiable" ->
              refusal(command, () -> instantiate(script, command), RuntimeException.class);
          case "assert_unlinkable" ->
              refusal(command, () -> instantiate(script, command), UnlinkableException.class);
          default -> "not known";
        };
      } catch (RuntimeException | LinkageError e) {
        return e.toString();
      }
    }

    private Instance instance(String name) {
      return name == null ? latest : named.get(name);
    }

    private Instance instantiate(SpecScript script, Command command) {
      WasmModule module = Parser.parse(script.file().resolveSibling(command.filename()));
      return Instance.builder(module)
          .withImportValues(store.toImportValues())
          .withMachineFactory(engine.machines(module))
          .withMemoryFactory(memories)
          .build();
    }

    private long[] results(Action action) {
      Instance instance = instance(action.module());
      if (action.type().equals("get")) {
        return new long[] {instance.exports().global(action.field()).getValue()};
      }
      return instance
          .export(action.field())
          .apply(action.args().stream().mapToLong(SpecScript.Value::bits).toArray());
    }

    private String difference(Command command) {
      long[] results = results(command.action());
      List<SpecScript.Value> expected = command.expected();
      for (int i = 0; i < expected.size(); i++) {
        if (!expected.get(i).matches(results[i])) {
          return Long.toHexString(results[i]) + " instead of " + expected.get(i);
        }
      }
      return null;
    }

    private String refusal(
        Command command, Runnable step, Class<? extends RuntimeException> expected) {
      try {
        step.run();
        return "no trap: " + command.text();
      } catch (ChicoryException | MemoryAccessException e) {
        return expected.isInstance(e) && e.getMessage().contains(command.text())
            ? null
            : e + " instead of " + command.text();
      }
    }

    /** The module {@code spectest} that scripts may import from. */
    private void addHost() {
      addPrint("print");
      addPrint("print_i32", ValType.I32);
      addPrint("print_i64", ValType.I64);
      addPrint("print_f32", ValType.F32);
      addPrint("print_f64", ValType.F64);
      addPrint("print_i32_f32", ValType.I32, ValType.F32);
      addPrint("print_f64_f64", ValType.F64, ValType.F64);
      addGlobal("global_i32", ValType.I32, 666);
      addGlobal("global_i64", ValType.I64, 666);
      addGlobal("global_f32", ValType.F32, Value.floatToLong(666.6f));
      addGlobal("global_f64", ValType.F64, Value.doubleToLong(666.6));
      store.addTable(
          new ImportTable(
              "spectest",
              "table",
              new TableInstance(
                  new Table(ValType.FuncRef, new TableLimits(10, 20)), Value.REF_NULL_VALUE)));
      store.addMemory(
          new ImportMemory("spectest", "memory", memories.apply(new MemoryLimits(1, 2))));
    }

    private void addPrint(String name, ValType... parameters) {
      store.addFunction(
          new HostFunction(
              "spectest",
              name,
              FunctionType.of(List.of(parameters), List.of()),
              (instance, arguments) -> new long[0]));
    }

    private void addGlobal(String name, ValType type, long value) {
      store.addGlobal(
          new ImportGlobal(
              "spectest", name, new GlobalInstance(value, 0, type, MutabilityType.Const)));
    }
  }
}

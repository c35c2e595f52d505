package dev.radicchio;

import com.dylibso.chicory.runtime.ByteBufferMemory;
import com.dylibso.chicory.runtime.ExportFunction;
import com.dylibso.chicory.runtime.GlobalInstance;
import com.dylibso.chicory.runtime.ImportGlobal;
import com.dylibso.chicory.runtime.ImportMemory;
import com.dylibso.chicory.runtime.ImportTable;
import com.dylibso.chicory.runtime.Instance;
import com.dylibso.chicory.runtime.Store;
import com.dylibso.chicory.runtime.TableInstance;
import com.dylibso.chicory.wasm.Parser;
import com.dylibso.chicory.wasm.WasmModule;
import com.dylibso.chicory.wasm.types.MemoryLimits;
import com.dylibso.chicory.wasm.types.MutabilityType;
import com.dylibso.chicory.wasm.types.Table;
import com.dylibso.chicory.wasm.types.TableLimits;
import com.dylibso.chicory.wasm.types.ValType;
import com.dylibso.chicory.wasm.types.Value;
import java.util.List;

/**
 * One module run by itself as its toolchain meant it, without any of the linker: what a linked
 * instance must equal. A shared library gets a memory and a table of its own from the few lines
 * here that a loader for one library takes.
 */
final class Alone {
  private static final int MEMORY_BASE = 4096;
  private static final int STACK_HIGH = 65536 * 30;

  private final Instance instance;

  private Alone(Instance instance) {
    this.instance = instance;
  }

  static Alone run(String fixture) {
    WasmModule module = Parser.parse(Fixture.bytes(fixture));
    Store store = new Store();
    if (module.customSections().stream().anyMatch(section -> section.name().equals("dylink.0"))) {
      store.addMemory(
          new ImportMemory("env", "memory", new ByteBufferMemory(new MemoryLimits(32, 64))));
      store.addTable(
          new ImportTable(
              "env",
              "__indirect_function_table",
              new TableInstance(
                  new Table(ValType.FuncRef, new TableLimits(64, 64)), Value.REF_NULL_VALUE)));
      store.addGlobal(
          global("__memory_base", MEMORY_BASE, MutabilityType.Const),
          global("__table_base", 1, MutabilityType.Const),
          global("__stack_pointer", STACK_HIGH, MutabilityType.Var));
    }
    Alone alone =
        new Alone(Instance.builder(module).withImportValues(store.toImportValues()).build());
    for (String initializer : List.of("__wasm_apply_data_relocs", "__wasm_call_ctors")) {
      for (int i = 0; i < module.exportSection().exportCount(); i++) {
        if (module.exportSection().getExport(i).name().equals(initializer)) {
          alone.function(initializer).apply();
        }
      }
    }
    return alone;
  }

  private static ImportGlobal global(String name, int value, MutabilityType mutability) {
    return new ImportGlobal("env", name, new GlobalInstance(value, 0, ValType.I32, mutability));
  }

  ExportFunction function(String name) {
    return instance.export(name);
  }
}

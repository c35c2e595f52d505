package dev.radicchio;

import com.dylibso.chicory.runtime.ByteBufferMemory;
import com.dylibso.chicory.runtime.ExportFunction;
import com.dylibso.chicory.runtime.GlobalInstance;
import com.dylibso.chicory.runtime.HostFunction;
import com.dylibso.chicory.runtime.ImportGlobal;
import com.dylibso.chicory.runtime.ImportMemory;
import com.dylibso.chicory.runtime.ImportTable;
import com.dylibso.chicory.runtime.Instance;
import com.dylibso.chicory.runtime.Memory;
import com.dylibso.chicory.runtime.Store;
import com.dylibso.chicory.runtime.TableInstance;
import com.dylibso.chicory.wasm.Parser;
import com.dylibso.chicory.wasm.WasmModule;
import com.dylibso.chicory.wasm.types.Export;
import com.dylibso.chicory.wasm.types.ExternalType;
import com.dylibso.chicory.wasm.types.FunctionImport;
import com.dylibso.chicory.wasm.types.GlobalImport;
import com.dylibso.chicory.wasm.types.Import;
import com.dylibso.chicory.wasm.types.MemoryImport;
import com.dylibso.chicory.wasm.types.MemoryLimits;
import com.dylibso.chicory.wasm.types.Table;
import com.dylibso.chicory.wasm.types.TableImport;
import com.dylibso.chicory.wasm.types.TableLimits;
import com.dylibso.chicory.wasm.types.ValType;
import com.dylibso.chicory.wasm.types.Value;
import dev.radicchio.fixture.Fixture;
import dev.radicchio.link.plan.ImageNaming;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * One module run by itself as its toolchain meant it, without any of the linker and in Chicory's
 * interpreter: what a linked instance must equal. A shared library gets a memory and a table of its
 * own from the few lines here that a loader for one library takes.
 *
 * @see <a
 *     href="https://github.com/WebAssembly/tool-conventions/blob/main/DynamicLinking.md">WebAssembly
 *     Dynamic Linking</a>
 */
public final class Alone {
  private static final int MEMORY_BASE = 4096;
  private static final int TABLE_BASE = 1;
  private static final int PAGES = 64;
  private static final int STACK_LOW = 65536 * 46;
  private static final int STACK_HIGH = 65536 * 62;

  private final WasmModule module;
  private final Store store = new Store();
  private final Map<String, GlobalInstance> gotData = new LinkedHashMap<>();
  private final Map<String, Integer> gotFunctions = new LinkedHashMap<>();
  private final Map<String, Export> exports = new HashMap<>();
  private final Instance instance;

  private Alone(WasmModule module, Host host) {
    this.module = module;
    for (int i = 0; i < module.exportSection().exportCount(); i++) {
      Export export = module.exportSection().getExport(i);
      exports.put(export.name(), export);
    }
    for (HostFunction function : host.functions()) {
      store.addFunction(function);
      addByInstance(function);
    }
    module.importSection().stream().forEach(this::satisfy);
    instance = Instance.builder(module).withImportValues(store.toImportValues()).build();
    fillGlobalOffsetTable();
    initialize();
  }

  /** An image imports a host's function for each instance, by a longer name. */
  private void addByInstance(HostFunction function) {
    module.importSection().stream()
        .filter(
            imported ->
                imported.name().contains(ImageNaming.SEPARATOR)
                    && imported.module().equals(function.module())
                    && ImageNaming.nameOf(imported.name()).equals(function.name()))
        .forEach(
            imported ->
                store.addFunction(
                    new HostFunction(
                        imported.module(),
                        imported.name(),
                        function.functionType(),
                        function.handle())));
  }

  /** Runs a fixture that needs no host. */
  static Alone run(String fixture) {
    return run(Fixture.bytes(fixture), new Host());
  }

  /**
   * Instantiates and initializes a module.
   *
   * @throws com.dylibso.chicory.wasm.ChicoryException if it imports what no one has, or traps
   */
  public static Alone run(byte[] module, Host host) {
    return run(Parser.parse(module), host);
  }

  /** Instantiates and initializes a module, which may be a linked image as well. */
  static Alone run(WasmModule module, Host host) {
    return new Alone(module, host);
  }

  private void satisfy(Import imported) {
    if (imported instanceof MemoryImport memory) {
      int pages = Math.max(PAGES, memory.limits().initialPages());
      store.addMemory(
          new ImportMemory(
              imported.module(),
              imported.name(),
              new ByteBufferMemory(
                  new MemoryLimits(pages, Math.max(pages, memory.limits().maximumPages())))));
    } else if (imported instanceof TableImport table) {
      long slots = TABLE_BASE + table.limits().min() + module.importSection().importCount();
      store.addTable(
          new ImportTable(
              imported.module(),
              imported.name(),
              new TableInstance(
                  new Table(ValType.FuncRef, new TableLimits(slots, slots)),
                  Value.REF_NULL_VALUE)));
    } else if (imported instanceof GlobalImport global) {
      store.addGlobal(
          new ImportGlobal(imported.module(), imported.name(), value(imported, global)));
    } else if (imported instanceof FunctionImport function
        && isExported(imported.name(), ExternalType.FUNCTION)) {
      // a definition of the library that another one might replace
      store.addFunction(
          new HostFunction(
              imported.module(),
              imported.name(),
              module.typeSection().getType(function.typeIndex()),
              (caller, arguments) -> caller.export(imported.name()).apply(arguments)));
    }
  }

  private GlobalInstance value(Import imported, GlobalImport global) {
    int value =
        switch (imported.name()) {
          case "__memory_base" -> MEMORY_BASE;
          case "__table_base" -> TABLE_BASE;
          case "__stack_pointer", "__stack_high", "__heap_base" -> STACK_HIGH;
          case "__stack_low" -> STACK_LOW;
          case "__heap_end" -> 65536 * PAGES;
          default -> 0;
        };
    GlobalInstance instance = new GlobalInstance(value, 0, global.type(), global.mutabilityType());
    if (imported.module().equals("GOT.mem") && isExported(imported.name(), ExternalType.GLOBAL)) {
      gotData.put(imported.name(), instance);
    } else if (imported.module().equals("GOT.func")
        && isExported(imported.name(), ExternalType.FUNCTION)) {
      int slot = TABLE_BASE + tableSlots() + gotFunctions.size();
      instance.setValue(slot);
      gotFunctions.put(imported.name(), slot);
    }
    return instance;
  }

  /** Slots that the module fills itself, as the table that it imports says. */
  private int tableSlots() {
    return module.importSection().stream()
        .filter(TableImport.class::isInstance)
        .mapToInt(table -> (int) ((TableImport) table).limits().min())
        .sum();
  }

  private boolean isExported(String name, ExternalType type) {
    Export export = exports.get(name);
    return export != null && export.exportType() == type;
  }

  /** Entries for symbols of the library itself; for weak ones that nobody defines they stay 0. */
  private void fillGlobalOffsetTable() {
    gotData.forEach(
        (name, entry) -> entry.setValue(MEMORY_BASE + instance.exports().global(name).getValue()));
    gotFunctions.forEach(
        (name, slot) -> instance.table(0).setRef(slot, exports.get(name).index(), instance));
  }

  private void initialize() {
    callIfExported("__wasm_apply_data_relocs");
    if (isExported("_initialize", ExternalType.FUNCTION)) {
      callIfExported("_initialize");
    } else {
      callIfExported("__wasm_call_ctors");
    }
  }

  private void callIfExported(String name) {
    if (isExported(name, ExternalType.FUNCTION)) {
      instance.export(name).apply();
    }
  }

  /** A function that the module exports. */
  public ExportFunction function(String name) {
    return instance.export(name);
  }

  /** Calls a function without parameters that the module exports. */
  long[] call(String name) {
    return instance.export(name).apply();
  }

  /** The module's memory. */
  public Memory memory() {
    return instance.memory();
  }
}

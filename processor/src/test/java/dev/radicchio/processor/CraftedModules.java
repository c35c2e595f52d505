package dev.radicchio.processor;

import static dev.radicchio.processor.ModuleBytes.bytes;
import static dev.radicchio.processor.ModuleBytes.constant;
import static dev.radicchio.processor.ModuleBytes.export;
import static dev.radicchio.processor.ModuleBytes.function;
import static dev.radicchio.processor.ModuleBytes.global;
import static dev.radicchio.processor.ModuleBytes.table;
import static dev.radicchio.processor.ModuleBytes.tag;
import static java.util.Map.entry;

import dev.radicchio.binary.Section;
import dev.radicchio.binary.WasmWriter;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;

/** The modules of the catalogue's examples that no toolchain makes, each a few bytes. */
final class CraftedModules {
  private static final int DROP = 0x1A;
  private static final int GLOBAL_GET = 0x23;
  private static final int GLOBAL_SET = 0x24;
  private static final int CONST = 0x41;
  private static final int LOAD = 0x28;
  private static final int SHL = 0x74;
  private static final int STORE = 0x36;
  private static final int MEMORY_SIZE = 0x3F;
  private static final int MEMORY_GROW = 0x40;
  private static final int END = 0x0B;
  private static final int PADDED_CONSTANT_AT = 4;

  private CraftedModules() {}

  /** Writes them to the folder {@code wasm} of a directory. */
  static void write(Path directory, Path fixtures) throws IOException {
    Path folder = Files.createDirectories(directory.resolve("wasm"));
    byte[] whole = Files.readAllBytes(fixtures.resolve("wasm/pointers.relocs.wasm"));
    Files.write(folder.resolve("cut_short.wasm"), Arrays.copyOf(whole, whole.length / 2));
    Files.write(folder.resolve("empty.wasm"), new byte[0]);
    Files.write(folder.resolve("page.wasm"), "<html>".getBytes(StandardCharsets.UTF_8));
    Files.write(
        folder.resolve("component.wasm"), bytes(0, 'a', 's', 'm', 13, 0, 1, 0).toByteArray());
    Files.write(
        folder.resolve("version_2.wasm"), bytes(0, 'a', 's', 'm', 2, 0, 0, 0).toByteArray());
    for (Map.Entry<String, ModuleBytes> module : modules().entrySet()) {
      Files.write(folder.resolve(module.getKey() + ".wasm"), module.getValue().toByteArray());
    }
  }

  private static Map<String, ModuleBytes> modules() {
    return Map.ofEntries(
        // What files hold.
        entry("two_type_sections", module().types().types()),
        entry("unknown_instruction", module().types().function(0x27)),
        entry("drops_nothing", module().types().function(DROP)),
        entry("old_dylink", module().custom("dylink", new WasmWriter())),
        entry(
            "no_dylink", module().imports(global("env", "__memory_base", ModuleBytes.I32, false))),
        entry("data_outside", module().dylink(3, 0).memory(1).data(constant(0))),
        entry(
            "data_somewhere",
            module()
                .imports(global("env", "offset", ModuleBytes.I32, false))
                .memory(1)
                .data(bytes(GLOBAL_GET, 0))),
        entry(
            "passive_data",
            module().memory(1).section(Section.DATA, new WasmWriter().u32(1).u32(0)).linking()),
        entry("start_stores", startThatStores()),
        // Relocations.
        entry("no_site", relocated(relocation(0, 0))),
        entry("other_value", relocated(relocation(1, 0))),
        entry("relocation_64", relocated(relocation(18, 0))),
        entry("no_symbol", relocated(relocation(1, 7))),
        entry(
            "type_in_data",
            module()
                .types()
                .functions(1)
                .memory(1)
                .code(bytes())
                .data(constant(1024))
                .linking(symbol("f"))
                .relocations("reloc.DATA", 1, new WasmWriter().u8(0).u32(7).u32(0))),
        entry("overlapping_relocations", relocatedData(7, 9)),
        entry("relocation_outside_data", relocatedData(9)),
        // Imports and exports.
        entry("calls_codec", module().types().imports(function("codec", "decode", 0))),
        entry("nothing", module()),
        entry(
            "needs_address",
            module().dylink(0, 0).imports(global("GOT.mem", "data", ModuleBytes.I32, true))),
        entry("wants_i64", module().imports(global("codec", "level", ModuleBytes.I64, false))),
        entry(
            "has_i32",
            module()
                .section(Section.GLOBAL, bytes(ModuleBytes.I32, 1, CONST, 0, END))
                .section(Section.EXPORT, export("level", ModuleBytes.GLOBAL, 0))),
        entry("wants_functions", module().imports(table("codec", "handlers", ModuleBytes.FUNCREF))),
        entry(
            "has_externals",
            module()
                .section(Section.TABLE, bytes(ModuleBytes.EXTERNREF, 0, 1))
                .section(Section.EXPORT, export("handlers", ModuleBytes.TABLE, 0))),
        entry("wants_5_slots", module().imports(slots("codec", "handlers", 5, 9))),
        entry(
            "has_4_slots",
            module()
                .section(Section.TABLE, bytes(ModuleBytes.FUNCREF, 0, 4))
                .section(Section.EXPORT, export("handlers", ModuleBytes.TABLE, 0))),
        entry("wants_2_slots", module().imports(slots("env", "__indirect_function_table", 1, 2))),
        entry("slots_5", module().dylink(0, 5)),
        entry("catches", module().types().imports(tag("codec", "failure", 0))),
        entry(
            "throws",
            module()
                .types()
                .section(Section.TAG, bytes(0, 1))
                .section(Section.EXPORT, export("failure", ModuleBytes.TAG, 0))),
        entry("calls_host", module().types().imports(function("host", "log", 0))),
        entry(
            "writes_end",
            module()
                .types()
                .imports(global("codec", "end", ModuleBytes.I32, true))
                .function(CONST, 0, GLOBAL_SET, 0)),
        entry(
            "has_end",
            module()
                .imports(global("env", "__data_end", ModuleBytes.I32, true))
                .section(Section.EXPORT, export("end", ModuleBytes.GLOBAL, 0))),
        entry(
            "absolute_symbol",
            module()
                .memory(1)
                .data(constant(1024))
                .linking(new WasmWriter().u8(1).u32(0x200).name("x").u32(0).u32(1026).u32(0))),
        entry("no_global_symbol", globalWithoutSymbol()),
        // Places in the memory.
        entry("at_0x400", absolute(0x400, 0)),
        entry("at_0x20000", absolute(0x20000, 0)),
        entry("at_0x30000", absolute(0x30000, 0)),
        entry("at_0x20000_number_0x400", absolute(0x20000, 0x400)),
        entry("at_0x40000_number_0x20000", absolute(0x40000, 0x20000)),
        entry("library_2gib", module().dylink(Integer.MAX_VALUE, 0)),
        entry("fixed_address", fixedAddress()),
        // Slots in the table.
        entry("at_slot_1", element(constant(1))),
        entry("at_slot_1048576", element(constant(1 << 20))),
        entry("at_some_slot", element(bytes(GLOBAL_GET, 0))),
        entry("slots_1048577", module().dylink(0, (1 << 20) + 1)),
        entry("slots_524288", module().dylink(0, 1 << 19)),
        entry("slots_outside", libraryWithElement()),
        entry(
            "element_outside",
            module()
                .types()
                .functions(1)
                .section(Section.TABLE, bytes(ModuleBytes.FUNCREF, 0, 1))
                .element(constant(1))
                .code(bytes())),
        // Functions.
        entry("long_function", longFunction()),
        entry("parameters_253", manyParameters()),
        // Heaps.
        entry("rest_0x20000", asksForRest(0x20000, 0)),
        entry("rest_0x40000_number_0x20000", asksForRest(0x40000, 0x20000)),
        entry(
            "asks_size", module().types().functions(1).memory(1).code(bytes(MEMORY_SIZE, 0, DROP))),
        entry(
            "grows",
            module()
                .types()
                .functions(1)
                .memory(1)
                .code(bytes(CONST, 1, MEMORY_GROW, 0, CONST, 16, SHL, LOAD, 2, 0, DROP))),
        entry("makes_addresses", makesAddresses(bytes())),
        entry("makes_addresses_of_size", makesAddresses(bytes(MEMORY_SIZE, 0, DROP))),
        entry("from_heap_base_0x20000", fromHeapBase(0x20000)));
  }

  private static ModuleBytes module() {
    return new ModuleBytes();
  }

  /** Its instructions are more bytes than a JVM's method has. */
  private static ModuleBytes longFunction() {
    WasmWriter instructions = new WasmWriter();
    for (int i = 0; i < 30_000; i++) {
      instructions.append(bytes(CONST, 42, DROP));
    }
    return module()
        .types()
        .functions(1)
        .section(Section.EXPORT, export("transform", ModuleBytes.FUNCTION, 0))
        .code(instructions);
  }

  private static ModuleBytes manyParameters() {
    WasmWriter type = bytes(0x60).u32(253);
    for (int i = 0; i < 253; i++) {
      type.u8(ModuleBytes.I32);
    }
    return module().section(Section.TYPE, type.u32(0)).functions(1).code(bytes());
  }

  private static ModuleBytes startThatStores() {
    return module()
        .types()
        .functions(1)
        .memory(1)
        .startsWith(0)
        .code(bytes(CONST, 0, CONST, 0, STORE, 2, 0))
        .relocations("reloc.CODE", 0)
        .linking();
  }

  /** A padded constant, 0, with a relocation, and a function that has table slot 1. */
  private static ModuleBytes relocated(WasmWriter relocation) {
    return module()
        .types()
        .functions(1)
        .section(Section.TABLE, new WasmWriter().u8(ModuleBytes.FUNCREF).u8(0).u32(2))
        .element(constant(1))
        .code(bytes(CONST, 0x80, 0x80, 0x80, 0x80, 0, DROP))
        .relocations("reloc.CODE", 0, relocation)
        .linking(symbol("f"));
  }

  /** A relocation of the padded constant, of a type without addend. */
  private static WasmWriter relocation(int type, int symbol) {
    return new WasmWriter().u8(type).u32(PADDED_CONSTANT_AT).u32(symbol);
  }

  /** Four bytes of data, at offset 7 of their section, and relocations at offsets of it. */
  private static ModuleBytes relocatedData(int... offsets) {
    WasmWriter[] relocations =
        Arrays.stream(offsets)
            .mapToObj(offset -> new WasmWriter().u8(5).u32(offset).u32(0).s64(0))
            .toArray(WasmWriter[]::new);
    return module()
        .memory(1)
        .data(constant(1024))
        .relocations("reloc.DATA", 0, relocations)
        .linking(new WasmWriter().u8(1).u32(0x11).name("weak"));
  }

  private static WasmWriter slots(String module, String name, int minimum, int maximum) {
    return new WasmWriter()
        .name(module)
        .name(name)
        .u8(ModuleBytes.TABLE)
        .append(bytes(ModuleBytes.FUNCREF, 1, minimum, maximum));
  }

  /** The symbol of function 0. */
  private static WasmWriter symbol(String name) {
    return new WasmWriter().u8(0).u32(0).u32(0).name(name);
  }

  private static ModuleBytes globalWithoutSymbol() {
    return module()
        .types()
        .functions(1)
        .memory(1)
        .section(
            Section.GLOBAL,
            new WasmWriter().u8(ModuleBytes.I32).u8(0).append(constant(1026)).u8(END))
        .code(bytes(GLOBAL_GET, 0, DROP))
        .relocations("reloc.CODE", 0)
        .data(constant(1024))
        .linking();
  }

  /** Data at an address in a memory that ends one page later, and a number in the code. */
  private static ModuleBytes absolute(int address, int number) {
    return at(address, constant(number).u8(DROP));
  }

  /** The same in a module that may take all memory above its data. */
  private static ModuleBytes asksForRest(int address, int number) {
    return at(address, constant(number).u8(DROP).append(bytes(MEMORY_SIZE, 0, DROP)));
  }

  /** A load at the address in a mutable global. */
  private static ModuleBytes makesAddresses(WasmWriter more) {
    return module()
        .types()
        .functions(1)
        .memory(1)
        .section(
            Section.GLOBAL, new WasmWriter().u8(ModuleBytes.I32).u8(1).append(constant(0)).u8(END))
        .section(Section.EXPORT, export("f", ModuleBytes.FUNCTION, 0))
        .code(bytes(GLOBAL_GET, 0, LOAD, 2, 0, DROP).append(more));
  }

  /** Data at an address, and {@code __heap_base} behind it, which it uses and exports. */
  private static ModuleBytes fromHeapBase(int address) {
    WasmWriter heapBase = constant(address + 16);
    return module()
        .types()
        .functions(1)
        .memory((address >> 16) + 1)
        .section(
            Section.GLOBAL, new WasmWriter().u8(ModuleBytes.I32).u8(0).append(heapBase).u8(END))
        .section(Section.EXPORT, export("__heap_base", ModuleBytes.GLOBAL, 0))
        .code(bytes().append(heapBase).u8(DROP))
        .data(constant(address));
  }

  private static ModuleBytes at(int address, WasmWriter code) {
    return module()
        .types()
        .functions(1)
        .memory((address >> 16) + 1)
        .code(code)
        .data(constant(address));
  }

  private static ModuleBytes fixedAddress() {
    return module()
        .types()
        .functions(1)
        .memory(1)
        .section(
            Section.GLOBAL, new WasmWriter().u8(ModuleBytes.I32).u8(0).append(constant(0)).u8(END))
        .code(new WasmWriter().append(constant(0)).u8(LOAD).u32(2).u32(1024).u8(DROP))
        .data(constant(1024))
        .nameOfGlobal("GOT.data.internal.__memory_base");
  }

  private static ModuleBytes element(WasmWriter offset) {
    return module()
        .types()
        .imports(
            table("env", "__indirect_function_table", ModuleBytes.FUNCREF),
            global("host", "offset", ModuleBytes.I32, false))
        .functions(1)
        .element(offset)
        .code(bytes());
  }

  private static ModuleBytes libraryWithElement() {
    return module()
        .dylink(0, 0)
        .types()
        .imports(
            table("env", "__indirect_function_table", ModuleBytes.FUNCREF),
            global("env", "__table_base", ModuleBytes.I32, false))
        .functions(1)
        .element(bytes(GLOBAL_GET, 0))
        .code(bytes());
  }
}

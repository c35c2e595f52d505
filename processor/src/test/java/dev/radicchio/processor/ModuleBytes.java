package dev.radicchio.processor;

import dev.radicchio.binary.Section;
import dev.radicchio.binary.WasmWriter;

/**
 * Writes small modules, section by section, as the class of this name in the tests of the runtime.
 */
final class ModuleBytes {
  static final int I32 = 0x7F;
  static final int I64 = 0x7E;
  static final int FUNCREF = 0x70;
  static final int EXTERNREF = 0x6F;
  static final int FUNCTION = 0;
  static final int TABLE = 1;
  static final int GLOBAL = 3;
  static final int TAG = 4;
  private static final int END = 0x0B;

  private final WasmWriter out =
      new WasmWriter().u8(0).u8('a').u8('s').u8('m').u8(1).u8(0).u8(0).u8(0);
  private int sections;

  byte[] toByteArray() {
    return out.toByteArray();
  }

  /** Adds a section of items. */
  ModuleBytes section(int id, WasmWriter... items) {
    WasmWriter payload = new WasmWriter().u32(items.length);
    for (WasmWriter item : items) {
      payload.append(item);
    }
    out.u8(id).sized(payload);
    sections++;
    return this;
  }

  ModuleBytes custom(String name, WasmWriter contents) {
    out.u8(Section.CUSTOM).sized(new WasmWriter().name(name).append(contents));
    sections++;
    return this;
  }

  /** Adds {@code () -> ()}, {@code (i32) -> ()} and {@code () -> i32}, types 0 to 2. */
  ModuleBytes types() {
    return section(
        Section.TYPE,
        new WasmWriter().u8(0x60).u8(0).u8(0),
        new WasmWriter().u8(0x60).u8(1).u8(I32).u8(0),
        new WasmWriter().u8(0x60).u8(0).u8(1).u8(I32));
  }

  ModuleBytes imports(WasmWriter... imports) {
    return section(Section.IMPORT, imports);
  }

  static WasmWriter function(String module, String name, int type) {
    return new WasmWriter().name(module).name(name).u8(FUNCTION).u32(type);
  }

  static WasmWriter global(String module, String name, int type, boolean mutable) {
    return new WasmWriter().name(module).name(name).u8(GLOBAL).u8(type).u8(mutable ? 1 : 0);
  }

  static WasmWriter table(String module, String name, int element) {
    return new WasmWriter().name(module).name(name).u8(TABLE).u8(element).u8(0).u32(0);
  }

  static WasmWriter tag(String module, String name, int type) {
    return new WasmWriter().name(module).name(name).u8(TAG).u8(0).u32(type);
  }

  static WasmWriter export(String name, int kind, int index) {
    return new WasmWriter().name(name).u8(kind).u32(index);
  }

  /** Adds a memory that starts with that many pages. */
  ModuleBytes memory(int pages) {
    return section(Section.MEMORY, new WasmWriter().u8(0).u32(pages));
  }

  /** Declares functions of type 0; their {@link #code} comes later. */
  ModuleBytes functions(int count) {
    WasmWriter[] types = new WasmWriter[count];
    for (int i = 0; i < count; i++) {
      types[i] = new WasmWriter().u32(0);
    }
    return section(Section.FUNCTION, types);
  }

  /** Adds bodies without locals, of the instructions given. */
  ModuleBytes code(WasmWriter... instructions) {
    WasmWriter[] bodies = new WasmWriter[instructions.length];
    for (int i = 0; i < bodies.length; i++) {
      bodies[i] = new WasmWriter().sized(new WasmWriter().u32(0).append(instructions[i]).u8(END));
    }
    return section(Section.CODE, bodies);
  }

  ModuleBytes startsWith(int function) {
    out.u8(Section.START).sized(new WasmWriter().u32(function));
    sections++;
    return this;
  }

  /** Adds one function of type 0. */
  ModuleBytes function(int... instructions) {
    return functions(1).code(bytes(instructions));
  }

  static WasmWriter bytes(int... values) {
    WasmWriter bytes = new WasmWriter();
    for (int value : values) {
      bytes.u8(value);
    }
    return bytes;
  }

  static WasmWriter constant(long value) {
    return new WasmWriter().u8(0x41).s64(value);
  }

  /** Function 0 at an offset of table 0. */
  ModuleBytes element(WasmWriter offset) {
    return section(Section.ELEMENT, new WasmWriter().u32(0).append(offset).u8(END).u32(1).u32(0));
  }

  /** Four bytes of data, zeros, at an offset. */
  ModuleBytes data(WasmWriter offset) {
    return section(
        Section.DATA,
        new WasmWriter().u32(0).append(offset).u8(END).u32(4).append(bytes(0, 0, 0, 0)));
  }

  /** Makes it a shared library. */
  ModuleBytes dylink(int memoryBytes, int tableSlots) {
    WasmWriter info = new WasmWriter().u32(memoryBytes).u32(0).u32(tableSlots).u32(0);
    return custom("dylink.0", new WasmWriter().u8(1).sized(info));
  }

  /** Adds a symbol table. */
  ModuleBytes linking(WasmWriter... symbols) {
    WasmWriter table = new WasmWriter().u32(symbols.length);
    for (WasmWriter symbol : symbols) {
      table.append(symbol);
    }
    return custom("linking", new WasmWriter().u32(2).u8(8).sized(table));
  }

  /** Adds relocations of the section that was added last but {@code back}. */
  ModuleBytes relocations(String name, int back, WasmWriter... entries) {
    WasmWriter contents = new WasmWriter().u32(sections - 1 - back).u32(entries.length);
    for (WasmWriter entry : entries) {
      contents.append(entry);
    }
    return custom(name, contents);
  }

  /** Names global 0. */
  ModuleBytes nameOfGlobal(String name) {
    WasmWriter names = new WasmWriter().u32(1).u32(0).name(name);
    return custom("name", new WasmWriter().u8(7).sized(names));
  }
}

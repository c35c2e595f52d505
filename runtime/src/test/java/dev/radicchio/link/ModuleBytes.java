package dev.radicchio.link;

import dev.radicchio.binary.Section;
import dev.radicchio.binary.WasmWriter;

/** Writes small modules, section by section, for what no toolchain makes. */
public final class ModuleBytes {
  public static final int I32 = 0x7F;
  public static final int I64 = 0x7E;
  public static final int FUNCREF = 0x70;
  public static final int EXTERNREF = 0x6F;
  public static final int FUNCTION = 0;
  public static final int TABLE = 1;
  public static final int GLOBAL = 3;
  public static final int TAG = 4;
  private static final int END = 0x0B;

  private final WasmWriter out =
      new WasmWriter().u8(0).u8('a').u8('s').u8('m').u8(1).u8(0).u8(0).u8(0);
  private int sections;

  public byte[] toByteArray() {
    return out.toByteArray();
  }

  public WasmFile read(String name) {
    return WasmFile.read(name, toByteArray());
  }

  /** Adds a section of items. */
  public ModuleBytes section(int id, WasmWriter... items) {
    WasmWriter payload = new WasmWriter().u32(items.length);
    for (WasmWriter item : items) {
      payload.append(item);
    }
    out.u8(id).sized(payload);
    sections++;
    return this;
  }

  public ModuleBytes custom(String name, WasmWriter contents) {
    out.u8(Section.CUSTOM).sized(new WasmWriter().name(name).append(contents));
    sections++;
    return this;
  }

  /** Adds {@code () -> ()}, {@code (i32) -> ()} and {@code () -> i32}, types 0 to 2. */
  public ModuleBytes types() {
    return section(
        Section.TYPE,
        new WasmWriter().u8(0x60).u8(0).u8(0),
        new WasmWriter().u8(0x60).u8(1).u8(I32).u8(0),
        new WasmWriter().u8(0x60).u8(0).u8(1).u8(I32));
  }

  public ModuleBytes imports(WasmWriter... imports) {
    return section(Section.IMPORT, imports);
  }

  public static WasmWriter function(String module, String name, int type) {
    return new WasmWriter().name(module).name(name).u8(FUNCTION).u32(type);
  }

  public static WasmWriter global(String module, String name, int type, boolean mutable) {
    return new WasmWriter().name(module).name(name).u8(GLOBAL).u8(type).u8(mutable ? 1 : 0);
  }

  public static WasmWriter table(String module, String name, int element) {
    return new WasmWriter().name(module).name(name).u8(TABLE).u8(element).u8(0).u32(0);
  }

  public static WasmWriter tag(String module, String name, int type) {
    return new WasmWriter().name(module).name(name).u8(TAG).u8(0).u32(type);
  }

  public static WasmWriter export(String name, int kind, int index) {
    return new WasmWriter().name(name).u8(kind).u32(index);
  }

  /** Adds a memory that starts with that many pages. */
  public ModuleBytes memory(int pages) {
    return section(Section.MEMORY, new WasmWriter().u8(0).u32(pages));
  }

  /** Declares functions of type 0; their {@link #code} comes later. */
  public ModuleBytes functions(int count) {
    WasmWriter[] types = new WasmWriter[count];
    for (int i = 0; i < count; i++) {
      types[i] = new WasmWriter().u32(0);
    }
    return section(Section.FUNCTION, types);
  }

  /** Adds bodies without locals, of the instructions given. */
  public ModuleBytes code(WasmWriter... instructions) {
    WasmWriter[] bodies = new WasmWriter[instructions.length];
    for (int i = 0; i < bodies.length; i++) {
      bodies[i] = new WasmWriter().sized(new WasmWriter().u32(0).append(instructions[i]).u8(END));
    }
    return section(Section.CODE, bodies);
  }

  public ModuleBytes startsWith(int function) {
    out.u8(Section.START).sized(new WasmWriter().u32(function));
    sections++;
    return this;
  }

  /** Adds one function of type 0. */
  public ModuleBytes function(int... instructions) {
    return functions(1).code(bytes(instructions));
  }

  public static WasmWriter bytes(int... values) {
    WasmWriter bytes = new WasmWriter();
    for (int value : values) {
      bytes.u8(value);
    }
    return bytes;
  }

  public static WasmWriter constant(long value) {
    return new WasmWriter().u8(0x41).s64(value);
  }

  /** Function 0 at an offset of table 0. */
  public ModuleBytes element(WasmWriter offset) {
    return section(Section.ELEMENT, new WasmWriter().u32(0).append(offset).u8(END).u32(1).u32(0));
  }

  /** Four bytes of data, zeros, at an offset. */
  public ModuleBytes data(WasmWriter offset) {
    return section(
        Section.DATA,
        new WasmWriter().u32(0).append(offset).u8(END).u32(4).append(bytes(0, 0, 0, 0)));
  }

  /** Makes it a shared library. */
  public ModuleBytes dylink(int memoryBytes, int tableSlots) {
    return dylink(memoryBytes, tableSlots, 0);
  }

  /** Makes it a shared library whose slots begin at a multiple of a power of two. */
  public ModuleBytes dylink(int memoryBytes, int tableSlots, int tableExponent) {
    WasmWriter info = new WasmWriter().u32(memoryBytes).u32(0).u32(tableSlots).u32(tableExponent);
    return custom("dylink.0", new WasmWriter().u8(1).sized(info));
  }

  /** Adds a symbol table. */
  public ModuleBytes linking(WasmWriter... symbols) {
    WasmWriter table = new WasmWriter().u32(symbols.length);
    for (WasmWriter symbol : symbols) {
      table.append(symbol);
    }
    return custom("linking", new WasmWriter().u32(2).u8(8).sized(table));
  }

  /** Adds relocations of the section that was added last but {@code back}. */
  public ModuleBytes relocations(String name, int back, WasmWriter... entries) {
    WasmWriter contents = new WasmWriter().u32(sections - 1 - back).u32(entries.length);
    for (WasmWriter entry : entries) {
      contents.append(entry);
    }
    return custom(name, contents);
  }

  /** Names global 0. */
  public ModuleBytes nameOfGlobal(String name) {
    return nameOfFirst(7, name);
  }

  /** Names function 0. */
  public ModuleBytes nameOfFunction(String name) {
    return nameOfFirst(1, name);
  }

  private ModuleBytes nameOfFirst(int subsection, String name) {
    WasmWriter names = new WasmWriter().u32(1).u32(0).name(name);
    return custom("name", new WasmWriter().u8(subsection).sized(names));
  }
}

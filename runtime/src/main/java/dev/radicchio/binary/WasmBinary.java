package dev.radicchio.binary;

import dev.radicchio.binary.MalformedWasmException.Kind;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A decoded module: every section by what the spec calls its parts; code and data as spans of the
 * file's bytes.
 *
 * <p>Decoding checks structure, not types: that is left to the validator, which sees the image in
 * the end.
 *
 * @see <a href="https://webassembly.github.io/spec/core/binary/modules.html">Binary Format:
 *     Modules</a>
 */
public final class WasmBinary {
  private static final int[] MAGIC = {0, 'a', 's', 'm'};

  private final byte[] bytes;
  private final List<Section> sections = new ArrayList<>();
  private final List<Import> imports = new ArrayList<>();
  private final List<ExternType.Function> functions = new ArrayList<>();
  private final List<ExternType.Table> tables = new ArrayList<>();
  private final List<ExternType.Memory> memories = new ArrayList<>();
  private final List<ExternType.Global> globals = new ArrayList<>();
  private final List<ExternType.Tag> tags = new ArrayList<>();
  private final List<Global> definedGlobals = new ArrayList<>();
  private final List<Export> exports = new ArrayList<>();
  private final List<ElementSegment> elements = new ArrayList<>();
  private final List<Span> bodies = new ArrayList<>();
  private final List<DataSegment> data = new ArrayList<>();
  private final Map<ExternType.Kind, List<Import>> importsByKind =
      new EnumMap<>(ExternType.Kind.class);
  private TypeSection types = new TypeSection();
  private int start = -1;

  private WasmBinary(byte[] bytes) {
    this.bytes = bytes;
  }

  /**
   * Decodes a module.
   *
   * @param bytes the file, kept and not to be changed afterwards
   * @throws MalformedWasmException if it is not a Wasm module, or cut short, or corrupt
   */
  public static WasmBinary read(byte[] bytes) {
    WasmBinary module = new WasmBinary(bytes);
    module.readSections();
    module.check();
    return module;
  }

  private void readSections() {
    WasmReader in = new WasmReader(bytes);
    readHeader(in);
    int last = -1;
    while (!in.atEnd()) {
      int at = in.position();
      int id = in.u8();
      Span payload = in.sized();
      int place = Section.place(id);
      if (place < 0 && id != Section.CUSTOM) {
        throw new MalformedWasmException(at, "unknown section " + id);
      }
      WasmReader section = in.at(payload);
      if (id == Section.CUSTOM) {
        String name = section.name();
        sections.add(new Section(id, name, new Span(section.position(), payload.end()), payload));
        continue;
      }
      if (place <= last) {
        throw new MalformedWasmException(at, "section " + id + " is repeated or out of order");
      }
      last = place;
      sections.add(new Section(id, "", payload, payload));
      readSection(id, section);
      if (!section.atEnd()) {
        throw new MalformedWasmException(
            section.position(), section.remaining() + " bytes too many in section " + id);
      }
    }
  }

  /** A component has 1 in the second half of its version, where a module has 0. */
  private static void readHeader(WasmReader in) {
    if (in.remaining() < MAGIC.length
        || in.u8() != MAGIC[0]
        || in.u8() != MAGIC[1]
        || in.u8() != MAGIC[2]
        || in.u8() != MAGIC[3]) {
      throw new MalformedWasmException(
          Kind.NOT_WASM, 0, "not a Wasm file: it does not start with \"\\0asm\",");
    }
    int version = in.u8() | in.u8() << 8;
    int layer = in.u8() | in.u8() << 8;
    if (layer == 1) {
      throw new MalformedWasmException(Kind.COMPONENT, 4, "a component, not a module,");
    }
    if (version != 1 || layer != 0) {
      throw new MalformedWasmException(Kind.UNKNOWN_VERSION, 4, "not a Wasm module of version 1");
    }
  }

  private void readSection(int id, WasmReader in) {
    switch (id) {
      case Section.TYPE -> types = TypeSection.read(in);
      case Section.START -> start = in.u32();
      case Section.DATA_COUNT -> in.u32(); // the data section says it again
      default -> {
        for (int i = in.count(); i > 0; i--) {
          readItem(id, in);
        }
      }
    }
  }

  private void readItem(int id, WasmReader in) {
    switch (id) {
      case Section.IMPORT -> readImport(in);
      case Section.FUNCTION -> functions.add(new ExternType.Function(in.u32()));
      case Section.TABLE -> tables.add(readTable(in));
      case Section.MEMORY -> memories.add(new ExternType.Memory(Limits.read(in)));
      case Section.GLOBAL -> readGlobal(in);
      case Section.EXPORT -> exports.add(new Export(in.name(), ExternType.Kind.read(in), in.u32()));
      case Section.ELEMENT -> elements.add(ElementSegment.read(in));
      case Section.CODE -> bodies.add(in.sized());
      case Section.DATA -> data.add(DataSegment.read(in));
      case Section.TAG -> tags.add((ExternType.Tag) ExternType.read(ExternType.Kind.TAG, in));
      default -> throw new AssertionError("section " + id);
    }
  }

  private void readImport(WasmReader in) {
    String module = in.name();
    String name = in.name();
    ExternType type = ExternType.read(ExternType.Kind.read(in), in);
    Import imported = new Import(module, name, type);
    imports.add(imported);
    importsByKind.computeIfAbsent(type.kind(), kind -> new ArrayList<>()).add(imported);
    if (type instanceof ExternType.Function function) {
      functions.add(function);
    } else if (type instanceof ExternType.Table table) {
      tables.add(table);
    } else if (type instanceof ExternType.Memory memory) {
      memories.add(memory);
    } else if (type instanceof ExternType.Global global) {
      globals.add(global);
    } else if (type instanceof ExternType.Tag tag) {
      tags.add(tag);
    }
  }

  private static ExternType.Table readTable(WasmReader in) {
    if (in.peek() != 0x40) {
      return (ExternType.Table) ExternType.read(ExternType.Kind.TABLE, in);
    }
    in.skip(1);
    if (in.u8() != 0) {
      throw new MalformedWasmException(in.position() - 1, "table with unknown flags");
    }
    ValType element = ValType.read(in);
    Limits limits = Limits.read(in);
    return new ExternType.Table(element, limits, InstructionWalker.skipConstant(in));
  }

  private void readGlobal(WasmReader in) {
    ExternType.Global type = (ExternType.Global) ExternType.read(ExternType.Kind.GLOBAL, in);
    globals.add(type);
    definedGlobals.add(new Global(type, InstructionWalker.skipConstant(in)));
  }

  private void check() {
    int defined = functions.size() - imported(ExternType.Kind.FUNCTION);
    if (defined != bodies.size()) {
      throw new MalformedWasmException(
          bytes.length, defined + " functions are declared and " + bodies.size() + " have code,");
    }
    for (ExternType.Function function : functions) {
      if (types.function(function.typeIndex()) == null) {
        throw outOfRange("function type", function.typeIndex());
      }
    }
    for (ExternType.Tag tag : tags) {
      if (types.function(tag.typeIndex()) == null) {
        throw outOfRange("tag type", tag.typeIndex());
      }
    }
    for (Export export : exports) {
      if (Integer.compareUnsigned(export.index(), size(export.kind())) >= 0) {
        throw outOfRange("export \"" + export.name() + "\" of " + export.kind(), export.index());
      }
    }
    for (ElementSegment segment : elements) {
      for (int function : segment.functions()) {
        if (Integer.compareUnsigned(function, functions.size()) >= 0) {
          throw outOfRange("function in an element segment", function);
        }
      }
      if (segment.mode() == ElementSegment.Mode.ACTIVE
          && Integer.compareUnsigned(segment.table(), tables.size()) >= 0) {
        throw outOfRange("table of an element segment", segment.table());
      }
    }
    if (start != -1 && Integer.compareUnsigned(start, functions.size()) >= 0) {
      throw outOfRange("start function", start);
    }
  }

  private MalformedWasmException outOfRange(String what, int index) {
    return new MalformedWasmException(
        bytes.length, what + ": index " + Integer.toUnsignedString(index) + " is out of range");
  }

  /** The file, not to be changed. */
  public byte[] bytes() {
    return bytes;
  }

  /** All sections in file order; relocation sections refer to this numbering. */
  public List<Section> sections() {
    return sections;
  }

  /** The contents of the first custom section of that name. */
  public Optional<WasmReader> custom(String name) {
    return sections.stream()
        .filter(section -> section.id() == Section.CUSTOM && section.name().equals(name))
        .findFirst()
        .map(section -> reader(section.contents()));
  }

  /** A cursor over a span of the file. */
  public WasmReader reader(Span span) {
    return new WasmReader(bytes, span.start(), span.end());
  }

  public TypeSection types() {
    return types;
  }

  public List<Import> imports() {
    return imports;
  }

  /** All functions, imported ones first. */
  public List<ExternType.Function> functions() {
    return functions;
  }

  /** The type of the function at an index that is in range. */
  public FunctionType functionType(int function) {
    FunctionType type = types.function(functions.get(function).typeIndex());
    if (type == null) {
      throw new AssertionError("checked when the module was read");
    }
    return type;
  }

  /** All tables, imported ones first. */
  public List<ExternType.Table> tables() {
    return tables;
  }

  /** All memories, imported ones first. */
  public List<ExternType.Memory> memories() {
    return memories;
  }

  /** All globals, imported ones first. */
  public List<ExternType.Global> globals() {
    return globals;
  }

  /** The globals that the module defines. */
  public List<Global> definedGlobals() {
    return definedGlobals;
  }

  /** All tags, imported ones first. */
  public List<ExternType.Tag> tags() {
    return tags;
  }

  public List<Export> exports() {
    return exports;
  }

  /** The index of the start function, or -1. */
  public int start() {
    return start;
  }

  public List<ElementSegment> elements() {
    return elements;
  }

  /** The bodies of the defined functions: locals, then instructions. */
  public List<Span> bodies() {
    return bodies;
  }

  public List<DataSegment> data() {
    return data;
  }

  /** The imports of a kind in order, which are the first of its index space. */
  public List<Import> imports(ExternType.Kind kind) {
    return importsByKind.getOrDefault(kind, List.of());
  }

  /** Number of imports of a kind, which is also the index of the first definition. */
  public int imported(ExternType.Kind kind) {
    return imports(kind).size();
  }

  /** Number of things of a kind, imported ones included. */
  public int size(ExternType.Kind kind) {
    return switch (kind) {
      case FUNCTION -> functions.size();
      case TABLE -> tables.size();
      case MEMORY -> memories.size();
      case GLOBAL -> globals.size();
      case TAG -> tags.size();
    };
  }

  /** Number of things that an index can name. */
  public int size(IndexSpace space) {
    return switch (space) {
      case TYPE, SIGNED_TYPE -> types.size();
      case FUNCTION -> functions.size();
      case TABLE -> tables.size();
      case MEMORY -> memories.size();
      case GLOBAL -> globals.size();
      case TAG -> tags.size();
      case ELEMENT -> elements.size();
      case DATA -> data.size();
    };
  }

  /**
   * Checks an index where it is read.
   *
   * @param offset where it stands in the file
   * @throws MalformedWasmException if it names nothing
   */
  public void checkIndex(IndexSpace space, int index, int offset) {
    if (Integer.compareUnsigned(index, size(space)) >= 0) {
      throw new MalformedWasmException(
          offset, space + " index " + Integer.toUnsignedString(index) + " is out of range");
    }
  }
}

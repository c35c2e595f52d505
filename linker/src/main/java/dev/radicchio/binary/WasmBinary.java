package dev.radicchio.binary;

import dev.radicchio.binary.MalformedWasmException.Kind;
import java.util.ArrayList;
import java.util.Collections;
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

  /** Where the code section begins; where it is missing, the end of the file. */
  private int codeOffset;

  private WasmBinary(byte[] bytes) {
    this.bytes = bytes;
    this.codeOffset = bytes.length;
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
    module.checkBodies(module.bodies.size(), module.codeOffset);
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
          Kind.NOT_WASM, 0, "not a Wasm file: it does not start with \"\\0asm\"");
    }
    int version = in.u8() | in.u8() << 8;
    int layer = in.u8() | in.u8() << 8;
    if (layer == 1) {
      throw new MalformedWasmException(Kind.COMPONENT, 4, "a component and not a module");
    }
    if (version != 1 || layer != 0) {
      throw new MalformedWasmException(Kind.UNKNOWN_VERSION, 4, "not a Wasm module of version 1");
    }
  }

  private void readSection(int id, WasmReader in) {
    switch (id) {
      case Section.TYPE -> types = TypeSection.read(in);
      case Section.START -> start = readIndex(in, IndexSpace.FUNCTION);
      case Section.DATA_COUNT -> in.u32(); // the data section says it again
      default -> {
        if (id == Section.CODE) {
          codeOffset = in.position();
        }
        for (int i = in.count(); i > 0; i--) {
          readItem(id, in);
        }
      }
    }
  }

  private void readItem(int id, WasmReader in) {
    switch (id) {
      case Section.IMPORT -> readImport(in);
      case Section.FUNCTION -> functions.add(new ExternType.Function(readFunctionType(in)));
      case Section.TABLE -> tables.add(readTable(in));
      case Section.MEMORY -> memories.add(new ExternType.Memory(Limits.read(in)));
      case Section.GLOBAL -> readGlobal(in);
      case Section.EXPORT -> exports.add(readExport(in));
      case Section.ELEMENT -> elements.add(ElementSegment.read(in, this));
      case Section.CODE -> bodies.add(in.sized());
      case Section.DATA -> data.add(DataSegment.read(in, this));
      case Section.TAG -> tags.add((ExternType.Tag) ExternType.read(ExternType.Kind.TAG, in, this));
      default -> throw new AssertionError("section " + id);
    }
  }

  private void readImport(WasmReader in) {
    String module = in.name();
    String name = in.name();
    ExternType type = ExternType.read(ExternType.Kind.read(in), in, this);
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

  private ExternType.Table readTable(WasmReader in) {
    if (in.peek() != 0x40) {
      return (ExternType.Table) ExternType.read(ExternType.Kind.TABLE, in, this);
    }
    in.skip(1);
    if (in.u8() != 0) {
      throw new MalformedWasmException(in.position() - 1, "table with unknown flags");
    }
    ValType element = readType(in);
    Limits limits = Limits.read(in);
    return new ExternType.Table(element, limits, InstructionWalker.skipConstant(in));
  }

  private void readGlobal(WasmReader in) {
    ExternType.Global type = (ExternType.Global) ExternType.read(ExternType.Kind.GLOBAL, in, this);
    globals.add(type);
    definedGlobals.add(new Global(type, InstructionWalker.skipConstant(in)));
  }

  /** Reads an index of something that is known by now. */
  int readIndex(WasmReader in, IndexSpace space) {
    int at = in.position();
    int index = in.u32();
    checkIndex(space, index, at);
    return index;
  }

  /** Reads the index of a function type. */
  int readFunctionType(WasmReader in) {
    int at = in.position();
    int index = in.u32();
    if (types.function(index) == null) {
      throw new MalformedWasmException(
          at, "function type " + Integer.toUnsignedString(index) + " does not exist");
    }
    return index;
  }

  /** Reads a value type. */
  ValType readType(WasmReader in) {
    int at = in.position();
    ValType type = ValType.read(in);
    if (type.typeIndex() >= 0) {
      checkIndex(IndexSpace.TYPE, type.typeIndex(), at + 1);
    }
    return type;
  }

  private Export readExport(WasmReader in) {
    String name = in.name();
    ExternType.Kind kind = ExternType.Kind.read(in);
    return new Export(name, kind, readIndex(in, kind.space()));
  }

  /** Checks that as many functions have code as are declared. */
  private void checkBodies(int bodyCount, int offset) {
    int defined = functions.size() - imported(ExternType.Kind.FUNCTION);
    if (defined != bodyCount) {
      throw new MalformedWasmException(
          offset, "code of " + bodyCount + " functions where " + defined + " are declared");
    }
  }

  /** The file, not to be changed. */
  public byte[] bytes() {
    return bytes;
  }

  /** All sections in file order; relocation sections refer to this numbering. */
  public List<Section> sections() {
    return Collections.unmodifiableList(sections);
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
    return Collections.unmodifiableList(imports);
  }

  /** All functions, imported ones first. */
  public List<ExternType.Function> functions() {
    return Collections.unmodifiableList(functions);
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
    return Collections.unmodifiableList(tables);
  }

  /** All memories, imported ones first. */
  public List<ExternType.Memory> memories() {
    return Collections.unmodifiableList(memories);
  }

  /** All globals, imported ones first. */
  public List<ExternType.Global> globals() {
    return Collections.unmodifiableList(globals);
  }

  /** The globals that the module defines. */
  public List<Global> definedGlobals() {
    return Collections.unmodifiableList(definedGlobals);
  }

  /** All tags, imported ones first. */
  public List<ExternType.Tag> tags() {
    return Collections.unmodifiableList(tags);
  }

  public List<Export> exports() {
    return Collections.unmodifiableList(exports);
  }

  /** The index of the start function, or -1. */
  public int start() {
    return start;
  }

  public List<ElementSegment> elements() {
    return Collections.unmodifiableList(elements);
  }

  /** The bodies of the defined functions: locals, then instructions. */
  public List<Span> bodies() {
    return Collections.unmodifiableList(bodies);
  }

  public List<DataSegment> data() {
    return Collections.unmodifiableList(data);
  }

  /** The imports of a kind in order, which are the first of its index space. */
  public List<Import> imports(ExternType.Kind kind) {
    return Collections.unmodifiableList(importsByKind.getOrDefault(kind, List.of()));
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

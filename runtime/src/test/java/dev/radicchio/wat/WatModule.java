package dev.radicchio.wat;

import dev.radicchio.binary.Section;
import dev.radicchio.binary.WasmWriter;
import dev.radicchio.wat.SExpression.Items;
import dev.radicchio.wat.SExpression.Text;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Writes the module that a text describes. One that has an annotation {@code @sym} or {@code
 * @reloc} is written as a linker does that keeps relocations: with a symbol table, and with padded
 * numbers that have a relocation wherever code names a function, a global, a type or a tag.
 *
 * @see <a
 *     href="https://webassembly.github.io/spec/core/text/modules.html">Text Format: Modules</a>
 */
public final class WatModule {
  private static final int END = 0x0B;

  /** Parameters and results. */
  record Signature(List<Integer> params, List<Integer> results) {}

  private final boolean relocatable;
  private final List<Signature> signatures = new ArrayList<>();
  final Identifiers types = new Identifiers("type");
  final Identifiers functions = new Identifiers("function");
  final Identifiers tables = new Identifiers("table");
  final Identifiers memories = new Identifiers("memory");
  final Identifiers globals = new Identifiers("global");
  final Identifiers tags = new Identifiers("tag");
  final Identifiers data = new Identifiers("data segment");

  private final Symbols symbols = new Symbols();
  private final Relocations codeRelocations = new Relocations(symbols);
  private final Relocations dataRelocations = new Relocations(symbols);
  private final Map<Integer, List<WasmWriter>> sections = new TreeMap<>();
  private final WasmWriter leadingCustoms = new WasmWriter();
  private final WasmWriter customs = new WasmWriter();

  /** What is defined, to be written when all identifiers are known. */
  private final List<Runnable> definitions = new ArrayList<>();

  private WatModule(Items module) {
    relocatable = module.mentions("@sym") || module.mentions("@reloc");
  }

  /**
   * The bytes of the one module in a text.
   *
   * @throws IllegalArgumentException if it is not understood
   */
  public static byte[] encode(String text) {
    Items module = (Items) SExpression.read(text).get(0);
    WatModule writer = new WatModule(module);
    ItemReader fields = module.rest();
    while (!fields.atEnd()) {
      writer.field((Items) fields.next());
    }
    writer.definitions.forEach(Runnable::run);
    return writer.write();
  }

  private void field(Items field) {
    ItemReader in = field.rest();
    switch (field.all().get(0).toString()) {
      case "type" -> type(in);
      case "import" -> imported(in);
      case "func" -> function(in);
      case "table" -> table(in);
      case "memory" -> memory(in);
      case "global" -> global(in);
      case "tag" -> tag(in);
      case "export" -> export(in.word(), (Items) in.next());
      case "start" ->
          definitions.add(
              () -> add(Section.START, new WasmWriter().u32(functions.index(in.word()))));
      case "elem" -> definitions.add(() -> elements(in));
      case "data" -> data(in);
      case "@sym.import.data" -> symbols.importData(field);
      case "@dylink.0" -> leadingCustoms.append(custom("dylink.0", dylink(in)));
      case "@custom" -> customs.append(custom(in.word(), raw((Text) in.next())));
      default -> throw new IllegalArgumentException("unknown field " + field);
    }
  }

  private void add(int section, WasmWriter item) {
    sections.computeIfAbsent(section, id -> new ArrayList<>()).add(item);
  }

  private void type(ItemReader in) {
    types.add(in.identifier());
    signatures.add(signature(in.list("func").rest(), new Identifiers("parameter")));
  }

  /** The index of the type that parameters and results say, or its number. */
  int typeUse(ItemReader in, Identifiers locals) {
    if (in.is("type")) {
      int type = types.index(in.list("type").rest().word());
      signatures.get(type).params.forEach(param -> locals.add(null));
      return type;
    }
    Signature signature = signature(in, locals);
    if (!signatures.contains(signature)) {
      types.add(null);
      signatures.add(signature);
    }
    return signatures.indexOf(signature);
  }

  private static Signature signature(ItemReader in, Identifiers locals) {
    List<Integer> params = valueTypes(in.lists("param"), locals);
    return new Signature(params, valueTypes(in.lists("result"), new Identifiers("result")));
  }

  /** The types in lists such as {@code (param $a i32)} or {@code (local i32 i64)}. */
  static List<Integer> valueTypes(List<Items> lists, Identifiers identifiers) {
    List<Integer> found = new ArrayList<>();
    for (Items list : lists) {
      ItemReader in = list.rest();
      String identifier = in.identifier();
      while (!in.atEnd()) {
        found.add(valueType(in.word()));
        identifiers.add(identifier);
      }
    }
    return found;
  }

  static int valueType(String name) {
    return switch (name) {
      case "i32" -> 0x7F;
      case "i64" -> 0x7E;
      case "f32" -> 0x7D;
      case "f64" -> 0x7C;
      case "funcref" -> 0x70;
      case "externref" -> 0x6F;
      default -> throw new IllegalArgumentException("no type " + name);
    };
  }

  private void imported(ItemReader in) {
    WasmWriter item = new WasmWriter().name(in.word()).name(in.word());
    Items what = (Items) in.next();
    ItemReader parts = what.rest();
    String identifier = parts.identifier();
    List<Items> annotations = parts.lists("@sym");
    switch (what.all().get(0).toString()) {
      case "func" -> {
        symbol("func", functions, functions.add(identifier), true, annotations);
        item.u8(0).u32(typeUse(parts, new Identifiers("parameter")));
      }
      case "table" -> {
        tables.add(identifier);
        item.u8(1).append(tableType(parts));
      }
      case "memory" -> {
        memories.add(identifier);
        item.u8(2).append(limits(parts));
      }
      case "global" -> {
        symbol("global", globals, globals.add(identifier), true, annotations);
        item.u8(3).append(globalType(parts));
      }
      default -> {
        symbol("tag", tags, tags.add(identifier), true, annotations);
        item.u8(4).u8(0).u32(typeUse(parts, new Identifiers("parameter")));
      }
    }
    add(Section.IMPORT, item);
  }

  private void symbol(
      String kind, Identifiers space, int index, boolean imported, List<Items> annotations) {
    symbols.add(kind, space, index, imported, annotations);
  }

  private void exports(ItemReader in, int kind, int index) {
    for (Items export : in.lists("export")) {
      add(Section.EXPORT, new WasmWriter().name(export.rest().word()).u8(kind).u32(index));
    }
  }

  private void export(String name, Items what) {
    ItemReader in = what.rest();
    String word = in.word();
    definitions.add(
        () -> {
          WasmWriter item = new WasmWriter().name(name);
          switch (what.all().get(0).toString()) {
            case "func" -> item.u8(0).u32(functions.index(word));
            case "table" -> item.u8(1).u32(tables.index(word));
            case "memory" -> item.u8(2).u32(memories.index(word));
            case "global" -> item.u8(3).u32(globals.index(word));
            default -> item.u8(4).u32(tags.index(word));
          }
          add(Section.EXPORT, item);
        });
  }

  private void function(ItemReader in) {
    int index = functions.add(in.identifier());
    symbol("func", functions, index, false, in.lists("@sym"));
    exports(in, 0, index);
    Identifiers locals = new Identifiers("local");
    add(Section.FUNCTION, new WasmWriter().u32(typeUse(in, locals)));
    definitions.add(
        () -> {
          WatCode code = new WatCode(this, locals, relocatable, new Relocations(symbols));
          WasmWriter body = code.body(in);
          int before = payload(Section.CODE).size() - countBytes(Section.CODE);
          codeRelocations.addMoved(code.relocations(), before + sizeBytes(body));
          add(Section.CODE, new WasmWriter().sized(body));
        });
  }

  private static int sizeBytes(WasmWriter body) {
    return new WasmWriter().u32(body.size()).size();
  }

  private void table(ItemReader in) {
    int index = tables.add(in.identifier());
    exports(in, 1, index);
    add(Section.TABLE, tableType(in));
  }

  private static WasmWriter tableType(ItemReader in) {
    WasmWriter limits = limits(in);
    return new WasmWriter().u8(valueType(in.word())).append(limits);
  }

  private void memory(ItemReader in) {
    int index = memories.add(in.identifier());
    exports(in, 2, index);
    add(Section.MEMORY, limits(in));
  }

  private static WasmWriter limits(ItemReader in) {
    int minimum = (int) in.number();
    return in.isNumber()
        ? new WasmWriter().u8(1).u32(minimum).u32((int) in.number())
        : new WasmWriter().u8(0).u32(minimum);
  }

  private void global(ItemReader in) {
    int index = globals.add(in.identifier());
    symbol("global", globals, index, false, in.lists("@sym"));
    exports(in, 3, index);
    WasmWriter type = globalType(in);
    definitions.add(() -> add(Section.GLOBAL, type.append(constant(in))));
  }

  private static WasmWriter globalType(ItemReader in) {
    boolean mutable = in.is("mut");
    String type = mutable ? in.list("mut").rest().word() : in.word();
    return new WasmWriter().u8(valueType(type)).u8(mutable ? 1 : 0);
  }

  private WasmWriter constant(ItemReader in) {
    return new WatCode(this, new Identifiers("local"), false, new Relocations(symbols))
        .expression(in)
        .u8(END);
  }

  private void tag(ItemReader in) {
    int index = tags.add(in.identifier());
    symbol("tag", tags, index, false, in.lists("@sym"));
    exports(in, 4, index);
    add(Section.TAG, new WasmWriter().u8(0).u32(typeUse(in, new Identifiers("parameter"))));
  }

  private void elements(ItemReader in) {
    WasmWriter item = new WasmWriter().u32(0).append(constant(in));
    in.word(); // func
    List<WasmWriter> indices = new ArrayList<>();
    while (!in.atEnd()) {
      indices.add(new WasmWriter().u32(functions.index(in.word())));
    }
    add(Section.ELEMENT, item.append(vector(indices)));
  }

  private void data(ItemReader in) {
    int segment = data.add(in.identifier());
    symbols.segment(in.lists("@sym.segment"));
    boolean active = in.is("i32.const") || in.is("global.get") || in.is("i32.add");
    SExpression offset = active ? in.next() : null;
    WasmWriter bytes = new WasmWriter();
    List<Runnable> relocations = new ArrayList<>();
    int[] before = new int[1];
    while (!in.atEnd()) {
      if (in.is("@sym")) {
        symbols.data(in.list("@sym"), segment, bytes.size());
      } else if (in.is("@reloc")) {
        Items annotation = (Items) in.next();
        int at = bytes.size() - Integer.BYTES;
        List<SExpression> parts = new ArrayList<>(annotation.all());
        String format = parts.remove(1).toString();
        relocations.add(() -> dataRelocations.annotated(new Items(parts), format, before[0] + at));
      } else {
        bytes.append(raw((Text) in.next()));
      }
    }
    definitions.add(
        () -> {
          WasmWriter item = new WasmWriter();
          if (offset == null) {
            item.u32(1);
          } else {
            item.u32(0).append(constant(new ItemReader(List.of(offset))));
          }
          item.u32(bytes.size());
          before[0] = payload(Section.DATA).size() - countBytes(Section.DATA) + item.size();
          relocations.forEach(Runnable::run);
          add(Section.DATA, item.append(bytes));
        });
  }

  private static WasmWriter raw(Text text) {
    return new WasmWriter().bytes(text.bytes(), 0, text.bytes().length);
  }

  /** As wasm-tools writes it: {@code (mem-info (memory 8 2) (table 1 0))} and so on. */
  private static WasmWriter dylink(ItemReader in) {
    WasmWriter out = new WasmWriter();
    while (!in.atEnd()) {
      Items part = (Items) in.next();
      ItemReader values = part.rest();
      WasmWriter contents = new WasmWriter();
      switch (part.all().get(0).toString()) {
        case "mem-info" -> {
          for (String what : List.of("memory", "table")) {
            ItemReader sizes =
                values.is(what) ? values.list(what).rest() : new ItemReader(List.of());
            contents.u32(sizes.atEnd() ? 0 : (int) sizes.number());
            contents.u32(sizes.atEnd() ? 0 : (int) sizes.number());
          }
          out.u8(1).sized(contents);
        }
        case "needed" -> out.u8(2).sized(contents.u32(1).name(values.word()));
        case "export-info" ->
            out.u8(3).sized(contents.u32(1).name(values.word()).u32(dylinkFlags(values)));
        case "import-info" ->
            out.u8(4)
                .sized(
                    contents
                        .u32(1)
                        .name(values.word())
                        .name(values.word())
                        .u32(dylinkFlags(values)));
        default -> throw new IllegalArgumentException("unknown part " + part);
      }
    }
    return out;
  }

  private static int dylinkFlags(ItemReader in) {
    int flags = 0;
    while (!in.atEnd()) {
      flags |= in.word().equals("binding-weak") ? 1 : 0;
    }
    return flags;
  }

  private static WasmWriter custom(String name, WasmWriter contents) {
    return new WasmWriter().u8(0).sized(new WasmWriter().name(name).append(contents));
  }

  static WasmWriter vector(List<WasmWriter> items) {
    WasmWriter out = new WasmWriter().u32(items.size());
    items.forEach(out::append);
    return out;
  }

  private WasmWriter payload(int section) {
    return vector(sections.getOrDefault(section, List.of()));
  }

  private int countBytes(int section) {
    return new WasmWriter().u32(sections.getOrDefault(section, List.of()).size()).size();
  }

  /** In the order that the specification asks for. */
  private static final List<Integer> ORDER =
      List.of(
          Section.TYPE,
          Section.IMPORT,
          Section.FUNCTION,
          Section.TABLE,
          Section.MEMORY,
          Section.TAG,
          Section.GLOBAL,
          Section.EXPORT,
          Section.START,
          Section.ELEMENT,
          Section.DATA_COUNT,
          Section.CODE,
          Section.DATA);

  private byte[] write() {
    signatures.forEach(signature -> add(Section.TYPE, type(signature)));
    if (data.size() > 0 && !relocatable) {
      add(Section.DATA_COUNT, new WasmWriter().u32(data.size()));
    }
    WasmWriter out = new WasmWriter().append(raw(new Text(new byte[] {0, 'a', 's', 'm'})));
    out.u8(1).u8(0).u8(0).u8(0).append(leadingCustoms);
    Map<Integer, Integer> numbers = new TreeMap<>();
    int number = leadingCustoms.size() == 0 ? 0 : 1;
    for (int section : ORDER) {
      List<WasmWriter> items = sections.get(section);
      if (items != null) {
        boolean isOneNumber = section == Section.START || section == Section.DATA_COUNT;
        out.u8(section).sized(isOneNumber ? items.get(0) : vector(items));
        numbers.put(section, number++);
      }
    }
    out.append(customs);
    if (relocatable) {
      out.append(custom("linking", symbols.section()));
      relocations(out, "reloc.CODE", codeRelocations, numbers.get(Section.CODE), Section.CODE);
      relocations(out, "reloc.DATA", dataRelocations, numbers.get(Section.DATA), Section.DATA);
    }
    return out.append(custom("name", names())).toByteArray();
  }

  /** Offsets were counted from the first item; the number of items goes before. */
  private void relocations(
      WasmWriter out, String name, Relocations found, Integer target, int section) {
    if (target != null && (section == Section.CODE || !found.isEmpty())) {
      Relocations moved = new Relocations(symbols);
      moved.addMoved(found, countBytes(section));
      out.append(custom(name, moved.section(target)));
    }
  }

  private static WasmWriter type(Signature signature) {
    WasmWriter out = new WasmWriter().u8(0x60).u32(signature.params.size());
    signature.params.forEach(out::u8);
    out.u32(signature.results.size());
    signature.results.forEach(out::u8);
    return out;
  }

  private WasmWriter names() {
    return new WasmWriter()
        .u8(1)
        .sized(names(functions))
        .u8(7)
        .sized(names(globals))
        .u8(9)
        .sized(names(data));
  }

  private static WasmWriter names(Identifiers identifiers) {
    List<WasmWriter> names = new ArrayList<>();
    for (int i = 0; i < identifiers.size(); i++) {
      if (!identifiers.name(i).isEmpty()) {
        names.add(new WasmWriter().u32(i).name(identifiers.name(i)));
      }
    }
    return vector(names);
  }
}

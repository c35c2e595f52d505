package dev.radicchio.wat;

import dev.radicchio.binary.CodeLocation;
import dev.radicchio.binary.DataSegment;
import dev.radicchio.binary.ElementSegment;
import dev.radicchio.binary.Export;
import dev.radicchio.binary.ExternType;
import dev.radicchio.binary.FunctionType;
import dev.radicchio.binary.Global;
import dev.radicchio.binary.ImmediateVisitor;
import dev.radicchio.binary.Import;
import dev.radicchio.binary.IndexSpace;
import dev.radicchio.binary.InstructionWalker;
import dev.radicchio.binary.Limits;
import dev.radicchio.binary.NameSection;
import dev.radicchio.binary.Span;
import dev.radicchio.binary.ValType;
import dev.radicchio.binary.WasmBinary;
import dev.radicchio.binary.WasmReader;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * Writes a module as text: what is in its sections, in their order, and an instruction a line.
 * Functions have their names, of which the file need not have any; all else is numbered.
 */
public final class WatPrinter {
  private static final int I64_CONST = 0x42;
  private static final int REF_NULL = 0xD0;

  private final WasmBinary module;
  private final Map<Integer, String> names;
  private final StringBuilder out = new StringBuilder();

  private WatPrinter(WasmBinary module) {
    this.module = module;
    this.names = NameSection.of(module).functions();
  }

  /** The text of a module. */
  public static String print(byte[] bytes) {
    WatPrinter printer = new WatPrinter(WasmBinary.read(bytes));
    printer.module();
    return printer.out.toString();
  }

  private void module() {
    out.append("(module\n");
    module.imports().forEach(this::imported);
    for (int i = module.imported(ExternType.Kind.TABLE); i < module.tables().size(); i++) {
      line("(table %d %s)", i, type(module.tables().get(i)));
    }
    for (int i = module.imported(ExternType.Kind.MEMORY); i < module.memories().size(); i++) {
      line("(memory %d %s)", i, type(module.memories().get(i)));
    }
    for (int i = module.imported(ExternType.Kind.TAG); i < module.tags().size(); i++) {
      line("(tag %d%s)", i, type(module.tags().get(i)));
    }
    int importedGlobals = module.imported(ExternType.Kind.GLOBAL);
    for (int i = 0; i < module.definedGlobals().size(); i++) {
      Global global = module.definedGlobals().get(i);
      line(
          "(global %d %s %s)",
          importedGlobals + i, type(global.type()), constant(global.initializer()));
    }
    module.exports().forEach(this::export);
    if (module.start() >= 0) {
      line("(start %s)", function(module.start()));
    }
    module.elements().forEach(this::elements);
    for (int i = 0; i < module.bodies().size(); i++) {
      body(module.imported(ExternType.Kind.FUNCTION) + i, module.bodies().get(i));
    }
    module.data().forEach(this::data);
    out.append(")\n");
  }

  private void line(String format, Object... arguments) {
    out.append("  ").append(String.format(Locale.ROOT, format, arguments)).append('\n');
  }

  private void imported(Import imported) {
    String what = keyword(imported.type().kind()) + " " + type(imported.type()).strip();
    line("(import \"%s\" \"%s\" (%s))", imported.module(), imported.name(), what.strip());
  }

  private static String keyword(ExternType.Kind kind) {
    return switch (kind) {
      case FUNCTION -> "func";
      case TABLE -> "table";
      case MEMORY -> "memory";
      case GLOBAL -> "global";
      case TAG -> "tag";
    };
  }

  private String type(ExternType type) {
    if (type instanceof ExternType.Function function) {
      return signature(function.typeIndex());
    } else if (type instanceof ExternType.Table table) {
      return limits(table.limits()) + " " + table.element();
    } else if (type instanceof ExternType.Memory memory) {
      return limits(memory.limits());
    } else if (type instanceof ExternType.Global global) {
      return global.mutable() ? "(mut " + global.type() + ")" : global.type().toString();
    }
    return signature(((ExternType.Tag) type).typeIndex());
  }

  private static String limits(Limits limits) {
    return limits.maximum() < 0
        ? Long.toString(limits.minimum())
        : limits.minimum() + " " + limits.maximum();
  }

  /** Each part with a space before it. */
  private String signature(int type) {
    FunctionType function = module.types().function(type);
    return list("param", function.params()) + list("result", function.results());
  }

  private static String list(String head, List<ValType> types) {
    return types.isEmpty()
        ? ""
        : types.stream()
            .map(ValType::toString)
            .collect(Collectors.joining(" ", " (" + head + " ", ")"));
  }

  private String function(int index) {
    return names.containsKey(index)
        ? "$" + names.get(index)
        : index < module.imported(ExternType.Kind.FUNCTION)
            ? "$" + module.imports(ExternType.Kind.FUNCTION).get(index).qualifiedName()
            : Integer.toString(index);
  }

  private void export(Export export) {
    line(
        "(export \"%s\" (%s %s))",
        export.name(),
        keyword(export.kind()),
        export.kind() == ExternType.Kind.FUNCTION
            ? function(export.index())
            : Integer.toString(export.index()));
  }

  private void elements(ElementSegment segment) {
    String what =
        segment.expressions().isEmpty()
            ? "func"
                + segment.functions().stream()
                    .map(function -> " " + function(function))
                    .collect(Collectors.joining())
            : segment.type()
                + segment.expressions().stream()
                    .map(expression -> " " + constant(expression))
                    .collect(Collectors.joining());
    switch (segment.mode()) {
      case ACTIVE ->
          line("(elem (table %d) %s %s)", segment.table(), constant(segment.offset()), what);
      case PASSIVE -> line("(elem %s)", what);
      case DECLARATIVE -> line("(elem declare %s)", what);
    }
  }

  private void data(DataSegment segment) {
    StringBuilder bytes = new StringBuilder();
    for (int i = segment.data().start(); i < segment.data().end(); i++) {
      int b = module.bytes()[i] & 0xFF;
      boolean plain = b >= ' ' && b < 0x7F && b != '"' && b != '\\';
      bytes.append(plain ? Character.toString(b) : String.format(Locale.ROOT, "\\%02x", b));
    }
    line("(data %s\"%s\")", segment.active() ? constant(segment.offset()) + " " : "", bytes);
  }

  /** As folded instructions that take nothing, one after the other. */
  private String constant(Span expression) {
    Lines lines = new Lines();
    InstructionWalker.walkConstant(module.reader(expression), lines);
    return lines.all.stream()
        .filter(line -> !line.equals("end"))
        .map(line -> "(" + line + ")")
        .collect(Collectors.joining(" "));
  }

  private void body(int index, Span body) {
    int type = module.functions().get(index).typeIndex();
    line("(func %s%s", function(index), signature(type));
    WasmReader locals = module.reader(body);
    List<ValType> declared = new ArrayList<>();
    for (int i = locals.count(); i > 0; i--) {
      int count = locals.u32();
      ValType local = valType(locals);
      IntStream.range(0, count).forEach(j -> declared.add(local));
    }
    if (!declared.isEmpty()) {
      line("  %s", list("local", declared).strip());
    }
    Lines lines = new Lines();
    InstructionWalker.walkBody(module.reader(body), lines);
    lines.all.remove(lines.all.size() - 1);
    int depth = 2;
    for (String line : lines.all) {
      int space = line.indexOf(' ');
      String name = space < 0 ? line : line.substring(0, space);
      boolean closes = name.equals("end") || name.equals("else");
      depth -= closes ? 1 : 0;
      out.append("  ".repeat(depth)).append(line).append('\n');
      depth += name.matches("block|loop|if|else|try_table") ? 1 : 0;
    }
    out.setLength(out.length() - 1);
    out.append(")\n");
  }

  private static ValType valType(WasmReader in) {
    return switch (in.u8()) {
      case 0x7F -> ValType.I32;
      case 0x7E -> ValType.I64;
      case 0x7D -> ValType.F32;
      case 0x7C -> ValType.F64;
      case 0x7B -> ValType.V128;
      default -> ValType.FUNCREF;
    };
  }

  /** An instruction a line. */
  private final class Lines implements ImmediateVisitor {
    private final List<String> all = new ArrayList<>();

    @Override
    public void instruction(int opcode, int offset) {
      String line = Mnemonics.of(opcode);
      if (opcode == I64_CONST) {
        WasmReader in = module.reader(new Span(offset + 1, module.bytes().length));
        line += " " + in.s64();
      } else if (opcode == REF_NULL) {
        line += module.bytes()[offset + 1] == 0x70 ? " func" : " extern";
      }
      all.add(line);
    }

    private void append(String immediate) {
      if (!all.isEmpty()) {
        all.set(all.size() - 1, all.get(all.size() - 1) + " " + immediate);
      }
    }

    @Override
    public void index(IndexSpace space, int index, CodeLocation at) {
      switch (space) {
        case FUNCTION -> append(function(index));
        case TYPE, SIGNED_TYPE -> append(signature(index).strip());
        case MEMORY -> {} // the only one
        default -> append(Integer.toString(index));
      }
    }

    @Override
    public void constant(int value, CodeLocation at) {
      append(Integer.toString(value));
    }

    @Override
    public void blockType(@Nullable ValType result) {
      if (result != null) {
        append("(result " + result + ")");
      }
    }

    @Override
    public void memoryOffset(int offset, CodeLocation at) {
      if (offset != 0) {
        append("offset=" + Integer.toUnsignedString(offset));
      }
    }

    @Override
    public void local(int index, CodeLocation at) {
      append(Integer.toString(index));
    }

    @Override
    public void label(int depth, CodeLocation at) {
      append(Integer.toString(depth));
    }
  }
}

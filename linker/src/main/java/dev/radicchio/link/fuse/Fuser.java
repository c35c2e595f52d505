package dev.radicchio.link.fuse;

import dev.radicchio.binary.DataSegment;
import dev.radicchio.binary.ElementSegment;
import dev.radicchio.binary.Export;
import dev.radicchio.binary.ExternType;
import dev.radicchio.binary.FunctionType;
import dev.radicchio.binary.Global;
import dev.radicchio.binary.Import;
import dev.radicchio.binary.IndexRewriter;
import dev.radicchio.binary.IndexSpace;
import dev.radicchio.binary.InstructionWalker;
import dev.radicchio.binary.Limits;
import dev.radicchio.binary.ModuleWriter;
import dev.radicchio.binary.Opcode;
import dev.radicchio.binary.Section;
import dev.radicchio.binary.Span;
import dev.radicchio.binary.ValType;
import dev.radicchio.binary.WasmBinary;
import dev.radicchio.binary.WasmReader;
import dev.radicchio.binary.WasmWriter;
import dev.radicchio.link.bind.Bindings;
import dev.radicchio.link.bind.ImageGlobal;
import dev.radicchio.link.bind.ImageTable;
import dev.radicchio.link.bind.InitializationOrder;
import dev.radicchio.link.bind.InstanceBindings;
import dev.radicchio.link.bind.OwnMemorySize;
import dev.radicchio.link.bind.SyntheticFunction;
import dev.radicchio.link.input.ConstantExpression;
import dev.radicchio.link.input.Instance;
import dev.radicchio.link.input.LinkerSymbols;
import dev.radicchio.link.input.Window;
import dev.radicchio.link.place.TableLayout;
import dev.radicchio.link.plan.ImageNaming;
import dev.radicchio.link.plan.Layout;
import dev.radicchio.link.resolve.HostFunction;
import dev.radicchio.link.resolve.ImageTypes;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;

/**
 * Fuses the instances of a program into one module, the image: each section is the concatenation of
 * the modules' sections, with every index rewritten.
 *
 * <p>The sections are made in the order that {@link #fuse()} lists and not in that of the file,
 * because making code may add types and element segments. The image exports {@code memory}, the
 * program's table under its usual name, the tags of C++'s exceptions and of {@code longjmp} under
 * theirs, the function tables that instances have for themselves, {@code _initialize} if there is
 * anything to initialize, and what each instance exports as {@code instance!name}.
 *
 * @see <a href="https://webassembly.github.io/spec/core/binary/modules.html">Binary Format:
 *     Modules</a>
 */
public final class Fuser {
  private static final String MEMORY = "memory";
  private static final int FUNCTION_KIND = 0;
  private static final int FUNCREF = 0x70;

  private final FusedProgram program;
  private final Bindings bindings;
  private final ImageTypes types;
  private final Map<Instance, InstanceIndices> rewriters = new HashMap<>();
  private final List<WasmWriter> elements = new ArrayList<>();
  private final WasmWriter data = new WasmWriter();
  private int dataCount;

  private Fuser(FusedProgram program) {
    this.program = program;
    this.bindings = program.bindings();
    this.types = bindings.types().copy();
    for (Instance instance : program.instances()) {
      byte[] bytes = Relocator.relocate(instance, program.placement(), program.functions());
      rewriters.put(instance, new InstanceIndices(instance, bytes));
    }
  }

  /** The bytes of the image. */
  public static byte[] fuse(FusedProgram program) {
    return new Fuser(program).fuse();
  }

  private byte[] fuse() {
    numberSegments();
    WasmWriter tables = tables();
    WasmWriter globals = globals();
    makeElements();
    makeData();
    WasmWriter code = code();

    return new ModuleWriter()
        .section(Section.TYPE, types())
        .section(Section.IMPORT, imports())
        .section(Section.FUNCTION, functions())
        .section(Section.TABLE, tables)
        .section(Section.MEMORY, memory())
        .section(Section.TAG, tags())
        .section(Section.GLOBAL, globals)
        .section(Section.EXPORT, exports())
        .section(Section.ELEMENT, vector(elements))
        .section(Section.DATA_COUNT, new WasmWriter().u32(dataCount))
        .section(Section.CODE, code)
        .section(Section.DATA, new WasmWriter().u32(dataCount).append(data))
        .section(Section.CUSTOM, ImageNames.of(program))
        .toByteArray();
  }

  private static WasmWriter vector(List<WasmWriter> items) {
    WasmWriter out = new WasmWriter().u32(items.size());
    items.forEach(out::append);
    return out;
  }

  private WasmWriter types() {
    WasmWriter out = new WasmWriter();
    types.write(out);
    return out;
  }

  private WasmWriter imports() {
    WasmWriter imports = new WasmWriter();
    int count = program.functions().hosts().size();
    for (HostFunction host : program.functions().hosts()) {
      imports.name(host.module()).name(host.name()).u8(FUNCTION_KIND).u32(host.type());
    }
    for (ImageGlobal global : bindings.globals()) {
      if (global instanceof ImageGlobal.Host host) {
        WasmBinary module = host.instance().binary();
        Import imported = module.imports(ExternType.Kind.GLOBAL).get(host.global());
        imports.name(imported.module()).name(imported.name()).u8(imported.type().kind().number());
        globalType(imports, host.instance(), module.globals().get(host.global()));
        count++;
      }
    }
    return new WasmWriter().u32(count).append(imports);
  }

  private WasmWriter functions() {
    WasmWriter out = new WasmWriter();
    int count = 0;
    for (Instance instance : program.instances()) {
      WasmBinary module = instance.binary();
      int imported = module.imported(ExternType.Kind.FUNCTION);
      for (int i = imported; i < module.functions().size(); i++) {
        out.u32(types.ofFunction(instance, i));
        count++;
      }
    }
    for (SyntheticFunction function : bindings.synthetic()) {
      out.u32(function.type());
      count++;
    }
    if (hasInitializer()) {
      out.u32(bindings.emptyType());
      count++;
    }
    return new WasmWriter().u32(count).append(out);
  }

  private boolean hasInitializer() {
    return !bindings.initializers().isEmpty();
  }

  private WasmWriter tables() {
    WasmWriter out = new WasmWriter().u32(bindings.tables().size());
    for (ImageTable table : bindings.tables()) {
      if (table instanceof ImageTable.Shared shared) {
        out.u8(FUNCREF);
        shared.limits().write(out);
      } else if (table instanceof ImageTable.Own own) {
        table(out, own);
      }
    }
    return out;
  }

  private void table(WasmWriter out, ImageTable.Own own) {
    Instance instance = own.instance();
    ExternType.Table table = instance.binary().tables().get(own.table());
    boolean initialized = table.initializer().length() > 0;
    if (initialized) {
      out.u8(0x40).u8(0);
    }
    table.element().write(out, types.of(instance));
    (program.keepsNames() ? table.limits() : own.limits()).write(out);
    if (initialized) {
      rewriter(instance).constant(out, table.initializer());
    }
  }

  private WasmWriter memory() {
    WasmWriter out = new WasmWriter().u32(1);
    int most = program.layout().maxPages();
    Limits.of(program.layout().initialPages(), most == 0 ? -1 : most).write(out);
    return out;
  }

  private WasmWriter tags() {
    WasmWriter out = new WasmWriter().u32(bindings.tags().size());
    bindings.tags().forEach(type -> out.u8(0).u32(type));
    return out;
  }

  private WasmWriter globals() {
    WasmWriter out = new WasmWriter();
    int count = 0;
    for (ImageGlobal global : bindings.globals()) {
      count += global instanceof ImageGlobal.Host ? 0 : 1;
      if (global instanceof ImageGlobal.StackPointer pointer) {
        i32(out, true, (int) pointer.value());
      } else if (global instanceof ImageGlobal.Cell cell) {
        i32(out, true, cell.value());
      } else if (global instanceof ImageGlobal.Fixed constant) {
        i32(out, false, constant.value());
      } else if (global instanceof ImageGlobal.Defined defined) {
        Instance instance = defined.instance();
        WasmBinary module = instance.binary();
        int index = defined.global() - module.imported(ExternType.Kind.GLOBAL);
        Global definition = module.definedGlobals().get(index);
        globalType(out, instance, definition.type());
        rewriter(instance).constant(out, definition.initializer());
      }
    }
    return new WasmWriter().u32(count).append(out);
  }

  private void globalType(WasmWriter out, Instance instance, ExternType.Global global) {
    global.type().write(out, types.of(instance));
    out.u8(global.mutable() ? 1 : 0);
  }

  private static void i32(WasmWriter out, boolean mutable, int value) {
    ValType.I32.write(out, type -> type);
    out.u8(mutable ? 1 : 0).u8(Opcode.I32_CONST).s64(value).u8(Opcode.END);
  }

  private WasmWriter exports() {
    WasmWriter exports = new WasmWriter();
    exports.name(MEMORY).u8(ExternType.Kind.MEMORY.number()).u32(0);
    int count = 1;
    if (!bindings.tables().isEmpty() && bindings.tables().get(0) instanceof ImageTable.Shared) {
      exports.name(LinkerSymbols.FUNCTION_TABLE).u8(ExternType.Kind.TABLE.number()).u32(0);
      count++;
    }
    if (hasInitializer()) {
      exports.name(LinkerSymbols.INITIALIZE).u8(FUNCTION_KIND).u32(program.functionCount());
      count++;
    }
    if (!program.keepsNames()) {
      for (Map.Entry<String, Integer> tag : bindings.tagsOfLanguages().entrySet()) {
        exports.name(tag.getKey()).u8(ExternType.Kind.TAG.number()).u32(tag.getValue());
        count++;
      }
    }
    for (Instance instance : program.instances()) {
      count += ownMemory(exports, instance);
      count += ownTable(exports, instance);
      for (Export export : instance.binary().exports()) {
        int index = exported(instance, export);
        if (index >= 0) {
          exports.name(program.name(instance, export.name())).u8(export.kind().number()).u32(index);
          count++;
        }
      }
    }
    return new WasmWriter().u32(count).append(exports);
  }

  /** Exports what stands for the size of an instance's own memory, and how many exports that is. */
  private int ownMemory(WasmWriter exports, Instance instance) {
    OwnMemorySize size = bindings.of(instance).memorySize();
    if (size == null || instance.module().relocatability().window().isEmpty()) {
      return 0;
    }
    String name = instance.name();
    exports.name(ImageNaming.ownPages(name)).u8(ExternType.Kind.GLOBAL.number()).u32(size.global());
    exports.name(ImageNaming.ownGrow(name)).u8(FUNCTION_KIND).u32(size.grow());
    return 2;
  }

  /** Exports the table that function pointers of an instance index, if it is not the program's. */
  private int ownTable(WasmWriter exports, Instance instance) {
    int table = bindings.of(instance).functionTable();
    if (table < 0 || program.keepsNames()) {
      return 0;
    }
    exports.name(ImageNaming.ownTable(instance.name()));
    exports.u8(ExternType.Kind.TABLE.number()).u32(table);
    return 1;
  }

  /** The index in the image of what an instance exports; -1 if the image does not export it. */
  private int exported(Instance instance, Export export) {
    return switch (export.kind()) {
      case FUNCTION ->
          InitializationOrder.isInitializer(instance.module(), export)
              ? -1
              : program.functions().exported(instance, export);
      case TABLE ->
          instance.module().relocatability().sharesTable(export.index())
                  && !isRenamed(export, LinkerSymbols.FUNCTION_TABLE)
              ? -1
              : bindings.of(instance).table(export.index());
      case MEMORY -> isRenamed(export, MEMORY) ? 0 : -1;
      case GLOBAL -> bindings.exportedGlobal(instance, export.index());
      case TAG -> bindings.of(instance).tag(export.index());
    };
  }

  /**
   * A module keeps its exports of what the image exports anyway, if under another name: who asks
   * for them, as hosts do, has only that name.
   */
  private static boolean isRenamed(Export export, String usual) {
    return !export.name().equals(usual);
  }

  private void numberSegments() {
    int nextElement = sharedRuns().size();
    int nextData = 0;
    for (Instance instance : program.instances()) {
      InstanceIndices rewriter = rewriter(instance);
      List<ElementSegment> segments = instance.binary().elements();
      for (int i = 0; i < segments.size(); i++) {
        if (!TableLayout.isMerged(instance.module(), segments.get(i))) {
          rewriter.elements[i] = nextElement++;
        }
      }
      for (int i = rewriter.kept.nextSetBit(0); i >= 0; i = rewriter.kept.nextSetBit(i + 1)) {
        rewriter.data[i] = nextData++;
      }
    }
    dataCount = nextData;
  }

  /** The filled ranges of the program's table, since some slots may be empty. */
  private List<Span> sharedRuns() {
    List<Span> runs = new ArrayList<>();
    List<Integer> slots = program.placement().table().slots();
    for (int start = 0; start < slots.size(); ) {
      int end = start;
      while (end < slots.size() && slots.get(end) >= 0) {
        end++;
      }
      if (end > start) {
        runs.add(new Span(start, end));
      }
      start = end + 1;
    }
    return runs;
  }

  private void makeElements() {
    for (Span run : sharedRuns()) {
      WasmWriter out = new WasmWriter().u32(0);
      out.u8(Opcode.I32_CONST).s64(run.start()).u8(Opcode.END).u32(run.length());
      for (int slot = run.start(); slot < run.end(); slot++) {
        out.u32(program.placement().table().slots().get(slot));
      }
      elements.add(out);
    }
    for (Instance instance : program.instances()) {
      for (ElementSegment segment : instance.binary().elements()) {
        if (!TableLayout.isMerged(instance.module(), segment)) {
          elements.add(element(rewriter(instance), instance, segment));
        }
      }
    }
  }

  private WasmWriter element(InstanceIndices rewriter, Instance instance, ElementSegment segment) {
    boolean expressions = !segment.expressions().isEmpty() || !isFuncref(segment.type());
    int flags =
        switch (segment.mode()) {
          case ACTIVE -> 2;
          case PASSIVE -> 1;
          case DECLARATIVE -> 3;
        };
    WasmWriter out = new WasmWriter().u32(expressions ? flags | 4 : flags);
    if (segment.mode() == ElementSegment.Mode.ACTIVE) {
      out.u32(bindings.of(instance).table(segment.table()));
      rewriter.constant(out, segment.offset());
    }
    if (expressions) {
      segment.type().write(out, types.of(instance));
    } else {
      out.u8(FUNCTION_KIND);
    }
    out.u32(segment.size());
    for (int function : segment.functions()) {
      out.u32(program.functions().of(instance, function));
    }
    segment.expressions().forEach(expression -> rewriter.constant(out, expression));
    return out;
  }

  private static boolean isFuncref(ValType type) {
    return type.equals(ValType.FUNCREF);
  }

  private void makeData() {
    for (Instance instance : program.instances()) {
      List<DataSegment> segments = instance.binary().data();
      InstanceIndices rewriter = rewriter(instance);
      for (int i = rewriter.kept.nextSetBit(0); i >= 0; i = rewriter.kept.nextSetBit(i + 1)) {
        DataSegment segment = segments.get(i);
        if (segment.active()) {
          data.u32(0);
          offset(instance, segment);
        } else {
          data.u32(1);
        }
        data.u32(segment.data().length());
        data.bytes(rewriter.bytes, segment.data().start(), segment.data().end());
      }
    }
  }

  private void offset(Instance instance, DataSegment segment) {
    if (instance.module().relocatability().movesSegments()) {
      OptionalInt linked = ConstantExpression.evaluate(instance.binary(), segment.offset());
      int address =
          linked.orElseThrow() + (int) program.placement().memory().of(instance).distance();
      data.u8(Opcode.I32_CONST).s64(address).u8(Opcode.END);
    } else {
      rewriter(instance).constant(data, segment.offset());
    }
  }

  private WasmWriter code() {
    WasmWriter bodies = new WasmWriter();
    WasmWriter body = new WasmWriter();
    int count = 0;
    for (Instance instance : program.instances()) {
      InstanceIndices rewriter = rewriter(instance);
      int function = instance.binary().imported(ExternType.Kind.FUNCTION);
      for (Span span : instance.binary().bodies()) {
        if (program.allocation().live().isLive(instance, function)) {
          body.clear();
          rewriter.body(body, span, function);
          bodies.sized(body);
        } else {
          bodies.sized(
              program.allocation().live().isEmptied(instance, function)
                  ? SyntheticCode.nothing()
                  : SyntheticCode.trap());
        }
        function++;
        count++;
      }
    }
    for (SyntheticFunction function : bindings.synthetic()) {
      bodies.sized(SyntheticCode.of(function));
      count++;
    }
    if (hasInitializer()) {
      body.clear();
      body.u32(0);
      bindings.initializers().forEach(function -> body.u8(Opcode.CALL).u32(function));
      bodies.sized(body.u8(Opcode.END));
      count++;
    }
    return new WasmWriter().u32(count).append(bodies);
  }

  private InstanceIndices rewriter(Instance instance) {
    InstanceIndices rewriter = rewriters.get(instance);
    if (rewriter == null) {
      throw new AssertionError("every instance has a rewriter");
    }
    return rewriter;
  }

  /** What becomes of the indices of one instance. */
  private final class InstanceIndices implements IndexRewriter.Indices {
    private final Instance instance;
    private final InstanceBindings bound;
    private final byte[] bytes;
    private final CodeRewriter rewriter;
    private final CodeRewriter code;
    private final int[] elements;
    private final BitSet kept;
    private final int[] data;

    InstanceIndices(Instance instance, byte[] bytes) {
      this.instance = instance;
      this.bound = bindings.of(instance);
      this.bytes = bytes;
      this.rewriter = new CodeRewriter(bytes, this, bound::global, bound.memorySize());
      this.elements = new int[instance.binary().elements().size()];
      Arrays.fill(elements, -1);
      this.kept = KeptSegments.of(instance, bytes);
      this.data = new int[instance.binary().data().size()];
      this.code = codeRewriter();
    }

    void constant(WasmWriter out, Span expression) {
      rewriter.begin(out, expression.start());
      InstructionWalker.walkConstant(reader(expression), rewriter);
      rewriter.end(expression.end());
    }

    void body(WasmWriter out, Span body, int function) {
      int parameters = instance.binary().functionType(function).params().size();
      code.body(out, body, parameters);
    }

    private CodeRewriter codeRewriter() {
      long base = program.placement().memory().base(instance);
      Window range = instance.module().relocatability().window().orElse(null);
      if (base == 0 || range == null) {
        return rewriter;
      }
      return new RebasedCode(
          bytes,
          this,
          bound::global,
          bound.memorySize(),
          base,
          instance.memory().reachesBelow(),
          instance.module()::stackFloor,
          range.limit() * (long) Layout.PAGE_BYTES);
    }

    private WasmReader reader(Span span) {
      return new WasmReader(bytes, span.start(), span.end());
    }

    @Override
    public int map(IndexSpace space, int opcode, int index) {
      return switch (space) {
        case TYPE -> types.of(instance, index);
        case SIGNED_TYPE -> signedType(opcode, index);
        case FUNCTION -> program.functions().of(instance, index);
        case TABLE -> bound.table(index);
        case MEMORY -> 0;
        case TAG -> bound.tag(index);
        case ELEMENT -> element(index);
        case DATA -> data[index];
        case GLOBAL -> throw new AssertionError("globals are bound, not mapped");
      };
    }

    /** Block types are the only signed type indices of instructions that start a block. */
    private int signedType(int opcode, int index) {
      FunctionType definition = instance.binary().types().function(index);
      boolean block = Opcode.isBlock(opcode);
      return block && definition != null
          ? types.blockType(instance, index, definition)
          : types.of(instance, index);
    }

    /**
     * A merged segment was active, and so is empty for {@code table.init} once instantiation is
     * done.
     */
    private int element(int index) {
      if (elements[index] < 0) {
        elements[index] = Fuser.this.elements.size();
        Fuser.this.elements.add(new WasmWriter().u32(1).u8(FUNCTION_KIND).u32(0));
      }
      return elements[index];
    }
  }
}

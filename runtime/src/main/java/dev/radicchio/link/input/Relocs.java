package dev.radicchio.link.input;

import dev.radicchio.binary.DataSegment;
import dev.radicchio.binary.ElementSegment;
import dev.radicchio.binary.Export;
import dev.radicchio.binary.ExternType;
import dev.radicchio.binary.LinkingSection;
import dev.radicchio.binary.NameSection;
import dev.radicchio.binary.Relocation;
import dev.radicchio.binary.RelocationSection;
import dev.radicchio.binary.RelocationType;
import dev.radicchio.binary.Section;
import dev.radicchio.binary.Span;
import dev.radicchio.binary.Symbol;
import dev.radicchio.binary.ValType;
import dev.radicchio.binary.WasmBinary;
import dev.radicchio.link.place.MemoryLayout;
import dev.radicchio.link.plan.RelocationModel;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;

/**
 * A finished module that kept its relocations: where its linker put everything, which is what each
 * relocation site must still hold, and what has to be known to put it elsewhere.
 *
 * <p>All of a module's static data moves by one distance, so that what is relative inside the
 * module stays right. Two things have to be worked out because a finished module does not say them.
 * Segments that are all zeros may be missing from the data section while symbols still refer to
 * them; they follow the others in order, each at its alignment. And the end of the data, when it
 * ends in such a segment, is that of the symbols in it or of {@code __data_end}.
 *
 * @see <a href="https://github.com/WebAssembly/tool-conventions/blob/main/Linking.md">Linking</a>
 */
public final class Relocs implements Relocatability {
  public static final String INDIRECT_FUNCTION_TABLE = "__indirect_function_table";
  private static final int STACK_ALIGNMENT = 16;

  private final WasmBinary module;
  private final LinkingSection linking;
  private final long[] segmentBases;
  private final List<Relocation> code;
  private final List<Relocation> data;
  private final int[] slots;
  private final int stackPointer;
  private final int table;
  private final Map<String, Symbol> dataByName = new HashMap<>();
  private long dataStart;
  private long dataEnd;
  private int alignment = STACK_ALIGNMENT;

  Relocs(
      WasmBinary module,
      LinkingSection linking,
      List<RelocationSection> sections,
      NameSection names) {
    this.module = module;
    this.linking = linking;
    this.code = sorted(sections, Section.CODE);
    this.data = sorted(sections, Section.DATA);
    this.segmentBases = segmentBases();
    measureData();
    this.stackPointer = findStackPointer(names);
    this.table = findTable();
    this.slots = findSlots();
  }

  private static List<Relocation> sorted(List<RelocationSection> sections, int target) {
    List<Relocation> all = new ArrayList<>();
    for (RelocationSection section : sections) {
      if (section.target().id() == target) {
        all.addAll(section.relocations());
      }
    }
    all.sort(Comparator.comparingInt(Relocation::offset));
    return all;
  }

  private long[] segmentBases() {
    List<LinkingSection.Segment> segments = linking.segments();
    long[] bases = new long[Math.max(segments.size(), module.data().size())];
    long end = 0;
    for (int i = 0; i < bases.length; i++) {
      int segmentAlignment = i < segments.size() ? segments.get(i).alignment() : 1;
      alignment = Math.max(alignment, segmentAlignment);
      if (i < module.data().size()) {
        DataSegment segment = module.data().get(i);
        OptionalInt offset = ConstantExpression.evaluate(module, segment.offset());
        bases[i] = offset.isPresent() ? Integer.toUnsignedLong(offset.getAsInt()) : end;
        end = bases[i] + segment.data().length();
      } else {
        bases[i] =
            module.data().isEmpty() ? baseBySites(i) : MemoryLayout.align(end, segmentAlignment);
        end = bases[i] + sizeBySymbols(i);
      }
    }
    return bases;
  }

  /**
   * Where a segment is, in a module whose data section is empty since all its data is zeros: what
   * the first relocation site that refers to it says. All other sites must then agree with it.
   */
  private long baseBySites(int segment) {
    for (Relocation site : code) {
      boolean address =
          site.type() == RelocationType.R_WASM_MEMORY_ADDR_LEB
              || site.type() == RelocationType.R_WASM_MEMORY_ADDR_SLEB;
      if (address && Integer.compareUnsigned(site.index(), linking.symbols().size()) < 0) {
        Symbol symbol = linking.symbols().get(site.index());
        boolean inSegment =
            symbol.kind() == Symbol.Kind.DATA
                && symbol.index() == segment
                && !symbol.isUndefined()
                && !symbol.isAbsolute();
        if (inSegment) {
          Span rest = new Span(site.offset(), module.bytes().length);
          boolean signed = site.type() == RelocationType.R_WASM_MEMORY_ADDR_SLEB;
          int value = signed ? module.reader(rest).s32() : module.reader(rest).u32();
          return Integer.toUnsignedLong(value - site.addend() - symbol.offset());
        }
      }
    }
    return 0;
  }

  private long sizeBySymbols(int segment) {
    return linking.symbols().stream()
        .filter(
            symbol ->
                symbol.kind() == Symbol.Kind.DATA
                    && symbol.index() == segment
                    && !symbol.isUndefined()
                    && !symbol.isAbsolute())
        .mapToLong(
            symbol ->
                Integer.toUnsignedLong(symbol.offset()) + Integer.toUnsignedLong(symbol.size()))
        .max()
        .orElse(0);
  }

  private void measureData() {
    dataStart = Long.MAX_VALUE;
    for (int i = 0; i < module.data().size(); i++) {
      include(segmentBases[i], segmentBases[i] + module.data().get(i).data().length());
    }
    for (Symbol symbol : linking.symbols()) {
      if (symbol.kind() == Symbol.Kind.DATA) {
        if (!symbol.isLocal()) {
          dataByName.putIfAbsent(symbol.name(), symbol);
        }
        if (!symbol.isUndefined() && !symbol.isAbsolute()) {
          long address = address(symbol);
          include(address, address + Integer.toUnsignedLong(symbol.size()));
        }
      }
    }
    if (dataStart == Long.MAX_VALUE) {
      dataStart = 0;
      return;
    }
    OptionalInt declaredEnd = declaredDataEnd();
    if (declaredEnd.isPresent()) {
      dataEnd = Math.max(dataEnd, Integer.toUnsignedLong(declaredEnd.getAsInt()));
    }
  }

  private void include(long start, long end) {
    if (end > start) {
      dataStart = Math.min(dataStart, start);
      dataEnd = Math.max(dataEnd, end);
    }
  }

  private OptionalInt declaredDataEnd() {
    Symbol symbol = dataByName.get("__data_end");
    if (symbol != null && symbol.isAbsolute()) {
      return OptionalInt.of(symbol.offset());
    }
    for (Export export : module.exports()) {
      if (export.kind() == ExternType.Kind.GLOBAL && export.name().equals("__data_end")) {
        return ConstantExpression.initialValue(module, export.index());
      }
    }
    return OptionalInt.empty();
  }

  private int findStackPointer(NameSection names) {
    for (Symbol symbol : linking.symbols()) {
      if (symbol.kind() == Symbol.Kind.GLOBAL
          && symbol.name().equals("__stack_pointer")
          && isMutableI32(symbol.index())) {
        return symbol.index();
      }
    }
    // a linker leaves a stack pointer that no code uses out of the symbol table
    for (Map.Entry<Integer, String> global : names.globals().entrySet()) {
      if (global.getValue().equals("__stack_pointer") && isMutableI32(global.getKey())) {
        return global.getKey();
      }
    }
    return -1;
  }

  private boolean isMutableI32(int global) {
    return Integer.compareUnsigned(global, module.globals().size()) < 0
        && module.globals().get(global).equals(new ExternType.Global(ValType.I32, true));
  }

  private int findTable() {
    boolean[] claimed = new boolean[module.tables().size()];
    for (Symbol symbol : linking.symbols()) {
      if (symbol.kind() == Symbol.Kind.TABLE
          && Integer.compareUnsigned(symbol.index(), claimed.length) < 0) {
        if (symbol.name().equals(INDIRECT_FUNCTION_TABLE)) {
          return symbol.index();
        }
        claimed[symbol.index()] = true;
      }
    }
    // code without reference types names no table, and then the linker lists no symbol for it
    return claimed.length > 0 && !claimed[0] ? 0 : -1;
  }

  private int[] findSlots() {
    int[] found = new int[module.functions().size()];
    for (ElementSegment segment : module.elements()) {
      if (segment.mode() == ElementSegment.Mode.ACTIVE && segment.table() == table) {
        int slot = ConstantExpression.evaluate(module, segment.offset()).orElse(0);
        for (int function : segment.functions()) {
          found[function] = slot++;
        }
      }
    }
    return found;
  }

  @Override
  public RelocationModel model() {
    return RelocationModel.RELOCS;
  }

  /** The relocations of the code section by offset. */
  public List<Relocation> code() {
    return code;
  }

  /** The relocations of the data section by offset. */
  public List<Relocation> data() {
    return data;
  }

  /** The symbol table. */
  public List<Symbol> symbols() {
    return linking.symbols();
  }

  /** A data symbol that is not local, by name. */
  public @Nullable Symbol dataSymbol(String name) {
    return dataByName.get(name);
  }

  /** The address that the module's linker gave to a data symbol; 0 if it is undefined. */
  public long address(Symbol symbol) {
    if (symbol.isUndefined()) {
      return 0;
    }
    long offset = Integer.toUnsignedLong(symbol.offset());
    if (symbol.isAbsolute()) {
      return offset;
    }
    return Integer.compareUnsigned(symbol.index(), segmentBases.length) < 0
        ? segmentBases[symbol.index()] + offset
        : offset;
  }

  /** Whether defined data is in a segment of constants. */
  boolean isReadOnly(Symbol symbol) {
    return Integer.compareUnsigned(symbol.index(), linking.segments().size()) < 0
        && linking.segments().get(symbol.index()).name().startsWith(".rodata");
  }

  /** The address that the module's linker gave to a relocation site in a data segment. */
  public long address(Relocation site) {
    for (int i = 0; i < module.data().size(); i++) {
      Span segment = module.data().get(i).data();
      if (site.offset() >= segment.start() && site.offset() < segment.end()) {
        return segmentBases[i] + site.offset() - segment.start();
      }
    }
    return 0;
  }

  /**
   * Whether a symbol is the start or the end of a custom data section ({@code __start_name}, {@code
   * __stop_name}), which linkers mark as absolute although it moves with the data.
   */
  public boolean isSectionBound(Symbol symbol) {
    return linking.segments().stream()
        .map(LinkingSection.Segment::name)
        .anyMatch(
            name ->
                symbol.name().equals("__start_" + name) || symbol.name().equals("__stop_" + name));
  }

  /**
   * Whether a relocation names no symbol: linkers write -1 for the address of a weak function that
   * nothing defines and that they left out of the symbol table. The address is 0 and stays so.
   */
  public static boolean isDropped(Relocation site) {
    return site.index() == -1
        && switch (site.type()) {
          case R_WASM_TABLE_INDEX_SLEB,
              R_WASM_TABLE_INDEX_I32,
              R_WASM_MEMORY_ADDR_LEB,
              R_WASM_MEMORY_ADDR_SLEB,
              R_WASM_MEMORY_ADDR_I32 ->
              true;
          default -> false;
        };
  }

  /** The table slot that the module's linker gave to a function, or 0 if none. */
  int slot(int function) {
    return Integer.compareUnsigned(function, slots.length) < 0 ? slots[function] : 0;
  }

  /** What addresses in position-independent code are relative to, as linked. */
  public long memoryBase() {
    return linkerAddress("__memory_base");
  }

  /** What function pointers in position-independent code are relative to, as linked. */
  public long tableBase() {
    return linkerAddress("__table_base");
  }

  private long linkerAddress(String symbolName) {
    Symbol symbol = dataByName.get(symbolName);
    return symbol == null ? 0 : address(symbol);
  }

  /** First address of the static data as linked. */
  public long dataStart() {
    return dataStart;
  }

  /** The address after the static data as linked. */
  public long dataEnd() {
    return dataEnd;
  }

  /** What the distance that the data moves by is a multiple of. */
  public int alignment() {
    return alignment;
  }

  /** Index of the {@code __stack_pointer} global, or -1. */
  public int stackPointer() {
    return stackPointer;
  }

  /** The value of {@code __tls_base} as linked, which thread-local data is addressed from; or 0. */
  public long tlsBase() {
    return linking.symbols().stream()
        .filter(symbol -> symbol.kind() == Symbol.Kind.GLOBAL && isTlsBase(symbol.index()))
        .mapToLong(
            symbol ->
                Integer.toUnsignedLong(
                    ConstantExpression.initialValue(module, symbol.index()).orElse(0)))
        .findFirst()
        .orElse(0);
  }

  /**
   * Whether a global is {@code __tls_base}, which a module without threads sets to where its
   * thread-local data is.
   */
  public boolean isTlsBase(int global) {
    return linking.symbols().stream()
        .anyMatch(
            symbol ->
                symbol.kind() == Symbol.Kind.GLOBAL
                    && symbol.index() == global
                    && symbol.name().equals("__tls_base"));
  }

  /** Index of the table that function pointers index, or -1. */
  public int table() {
    return table;
  }

  /** Bytes of the stack that the module was linked with, or 0 if it has none. */
  long stackBytes() {
    if (stackPointer < 0) {
      return 0;
    }
    long high =
        Integer.toUnsignedLong(ConstantExpression.initialValue(module, stackPointer).orElse(0));
    boolean stackFirst = high <= dataStart || dataEnd == 0;
    return stackFirst ? high : Math.max(0, high - MemoryLayout.align(dataEnd, STACK_ALIGNMENT));
  }
}

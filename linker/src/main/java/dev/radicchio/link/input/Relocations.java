package dev.radicchio.link.input;

import dev.radicchio.binary.ElementSegment;
import dev.radicchio.binary.Export;
import dev.radicchio.binary.ExternType;
import dev.radicchio.binary.LinkingSection;
import dev.radicchio.binary.Relocation;
import dev.radicchio.binary.RelocationSection;
import dev.radicchio.binary.RelocationType;
import dev.radicchio.binary.Section;
import dev.radicchio.binary.Span;
import dev.radicchio.binary.Symbol;
import dev.radicchio.binary.WasmBinary;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The relocations and the symbols that a finished module kept, and where its linker put what they
 * name, which is what each relocation site must still hold.
 *
 * <p>All of a module's static data moves by one distance, so that what is relative inside the
 * module stays right. It ends where its {@link LinkedSegments segments} do or, if the last are
 * zeros that are in no segment, where the symbols in them do or {@code __data_end} is.
 *
 * @see <a href="https://github.com/WebAssembly/tool-conventions/blob/main/Linking.md">Linking</a>
 */
public final class Relocations {
  private static final Pattern DESTRUCTOR = Pattern.compile("_ZN.*D[0-2]Ev");

  private final WasmBinary module;
  private final LinkingSection linking;
  private final List<Relocation> code;
  private final List<Relocation> data;
  private final int leftOutOfCode;
  private final int leftOutOfData;
  private final LinkedSegments segments;
  private final Map<String, Symbol> dataByName;
  private final Set<Integer> tlsBases;
  private final int tlsBase;
  private final Set<String> sectionBounds;
  private final VirtualTables virtualTables;
  private final int table;
  private final int[] slots;
  private long dataStart = Long.MAX_VALUE;
  private long dataEnd;

  private Relocations(WasmBinary module, LinkingSection linking, List<RelocationSection> sections) {
    this.module = module;
    this.linking = linking;
    this.code = sorted(sections, Section.CODE);
    this.data = sorted(sections, Section.DATA);
    this.leftOutOfCode = leftOut(sections, Section.CODE);
    this.leftOutOfData = leftOut(sections, Section.DATA);
    this.segments = LinkedSegments.of(module, linking, code);
    this.dataByName = dataByName(linking);
    this.tlsBases = tlsBases(linking);
    this.tlsBase =
        tlsBases.stream()
            .findFirst()
            .map(global -> ConstantExpression.initialValue(module, global).orElse(0))
            .orElse(0);
    this.sectionBounds = sectionBounds(linking);
    this.virtualTables = VirtualTables.of(linking, this::address);
    this.table = functionTable(module, linking);
    this.slots = slots(module, table);
  }

  /** Those of a module that has both sections. */
  static Relocations of(
      WasmBinary module, LinkingSection linking, List<RelocationSection> sections) {
    Relocations relocations = new Relocations(module, linking, sections);
    relocations.measureData();
    return relocations;
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

  private static int leftOut(List<RelocationSection> sections, int target) {
    return sections.stream()
        .filter(section -> section.target().id() == target)
        .mapToInt(RelocationSection::leftOut)
        .sum();
  }

  private static Map<String, Symbol> dataByName(LinkingSection linking) {
    Map<String, Symbol> symbols = new HashMap<>();
    for (Symbol symbol : linking.symbols()) {
      if (symbol.kind() == Symbol.Kind.DATA && !symbol.isLocal()) {
        symbols.putIfAbsent(symbol.name(), symbol);
      }
    }
    return symbols;
  }

  private static Set<Integer> tlsBases(LinkingSection linking) {
    Set<Integer> globals = new LinkedHashSet<>();
    for (Symbol symbol : linking.symbols()) {
      if (symbol.kind() == Symbol.Kind.GLOBAL && symbol.name().equals(LinkerSymbols.TLS_BASE)) {
        globals.add(symbol.index());
      }
    }
    return globals;
  }

  private static Set<String> sectionBounds(LinkingSection linking) {
    Set<String> names = new HashSet<>();
    for (LinkingSection.Segment segment : linking.segments()) {
      names.add("__start_" + segment.name());
      names.add("__stop_" + segment.name());
    }
    return names;
  }

  private static int functionTable(WasmBinary module, LinkingSection linking) {
    boolean[] claimed = new boolean[module.tables().size()];
    for (Symbol symbol : linking.symbols()) {
      if (symbol.kind() == Symbol.Kind.TABLE) {
        if (symbol.name().equals(LinkerSymbols.FUNCTION_TABLE)) {
          return symbol.index();
        }
        claimed[symbol.index()] = true;
      }
    }
    // code without reference types names no table, and then the linker lists no symbol for it
    return claimed.length > 0 && !claimed[0] ? 0 : -1;
  }

  private static int[] slots(WasmBinary module, int table) {
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

  private void measureData() {
    for (int i = 0; i < module.data().size(); i++) {
      include(segments.base(i), module.data().get(i).data().length());
    }
    for (Symbol symbol : linking.symbols()) {
      if (symbol.isStaticData()) {
        include(address(symbol), Integer.toUnsignedLong(symbol.size()));
      }
    }
    if (dataStart == Long.MAX_VALUE) {
      dataStart = 0;
    } else {
      dataEnd = Math.max(dataEnd, Integer.toUnsignedLong(declaredDataEnd().orElse(0)));
    }
  }

  private void include(long start, long bytes) {
    if (bytes > 0) {
      dataStart = Math.min(dataStart, start);
      dataEnd = Math.max(dataEnd, start + bytes);
    }
  }

  private OptionalInt declaredDataEnd() {
    Symbol symbol = dataByName.get(LinkerSymbols.DATA_END);
    if (symbol != null && symbol.isAbsolute()) {
      return OptionalInt.of(symbol.offset());
    }
    for (Export export : module.exports()) {
      if (export.kind() == ExternType.Kind.GLOBAL && export.name().equals(LinkerSymbols.DATA_END)) {
        return ConstantExpression.initialValue(module, export.index());
      }
    }
    return OptionalInt.empty();
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

  /** The data symbols of the symbol table. */
  public List<Symbol> dataSymbols() {
    return linking.symbols().stream().filter(symbol -> symbol.kind() == Symbol.Kind.DATA).toList();
  }

  /** The functions that stand for weak ones that nothing defined, with the names of these. */
  Map<Integer, String> undefinedWeak() {
    Map<Integer, String> stubs = new TreeMap<>();
    for (Symbol symbol : linking.symbols()) {
      if (symbol.kind() == Symbol.Kind.FUNCTION
          && symbol.isLocal()
          && symbol.name().startsWith(LinkerSymbols.UNDEFINED_WEAK)) {
        stubs.put(symbol.index(), symbol.name().substring(LinkerSymbols.UNDEFINED_WEAK.length()));
      }
    }
    return stubs;
  }

  /** A data symbol that is not local, by name. */
  @Nullable Symbol dataSymbol(String name) {
    return dataByName.get(name);
  }

  /** Whether a relocation is of a symbol: not of a type, and not {@link #isDropped dropped}. */
  public static boolean hasSymbol(Relocation site) {
    return site.type() != RelocationType.R_WASM_TYPE_INDEX_LEB && !isDropped(site);
  }

  /** The symbol of a relocation that {@link #hasSymbol has one}. */
  public Symbol symbol(Relocation site) {
    return linking.symbols().get(site.index());
  }

  /** How many numbers in the code are 0 for good, without a relocation that says so. */
  int leftOutOfCode() {
    return leftOutOfCode;
  }

  /**
   * Whether a relocation names no symbol: linkers write -1 for the address of a weak function that
   * nothing defines and that they left out of the symbol table. The address is 0 and stays so.
   */
  static boolean isDropped(Relocation site) {
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

  /**
   * Whether a program may compare a pointer to a function with others: not one in a virtual table
   * of C++'s, nor one to a destructor, since neither can be had by name there.
   */
  boolean mayBeCompared(Relocation site) {
    boolean inTable =
        site.type() == RelocationType.R_WASM_TABLE_INDEX_I32
            && virtualTables.contains((int) siteAddress(site));
    return !inTable && mayBeCompared(symbol(site));
  }

  /** Whether a pointer to a function may be, wherever it is. */
  boolean mayBeCompared(Symbol function) {
    return !DESTRUCTOR.matcher(function.name()).matches();
  }

  /**
   * The symbols of the functions whose slots in the table code or data has.
   *
   * @param compared whether those that {@link #mayBeCompared may be compared}, or the others
   */
  public Set<Symbol> pointedTo(boolean compared) {
    Set<Symbol> symbols = new LinkedHashSet<>();
    Stream.of(code, data)
        .flatMap(List::stream)
        .filter(site -> hasSymbol(site) && isOfSlot(site.type()))
        .filter(site -> mayBeCompared(site) == compared)
        .map(this::symbol)
        .filter(symbol -> symbol.kind() == Symbol.Kind.FUNCTION)
        .forEach(symbols::add);
    return symbols;
  }

  /** Whether a site holds a slot of the table, or the number of a global that does. */
  private static boolean isOfSlot(RelocationType type) {
    return switch (type) {
      case R_WASM_TABLE_INDEX_SLEB,
          R_WASM_TABLE_INDEX_I32,
          R_WASM_TABLE_INDEX_REL_SLEB,
          R_WASM_GLOBAL_INDEX_LEB ->
          true;
      default -> false;
    };
  }

  /**
   * How many sites hold the slot of a function whose name the linker {@link #isDropped dropped}, or
   * its relocation.
   */
  public long droppedFunctions() {
    long dropped =
        Stream.of(code, data)
            .flatMap(List::stream)
            .filter(site -> isOfSlot(site.type()) && isDropped(site))
            .count();
    return dropped + leftOutOfCode + leftOutOfData;
  }

  /**
   * Whether relocations refer to a symbol.
   *
   * @param inCode which relocations of the code count
   * @param inData which relocations of the data count
   */
  public boolean referTo(
      String symbol, Predicate<Relocation> inCode, Predicate<Relocation> inData) {
    // by index, as there are many more relocations than symbols, and most modules have none of it
    BitSet named = new BitSet();
    for (int i = 0; i < linking.symbols().size(); i++) {
      if (linking.symbols().get(i).name().equals(symbol)) {
        named.set(i);
      }
    }
    Predicate<Relocation> refers = site -> hasSymbol(site) && named.get(site.index());
    return !named.isEmpty()
        && (data.stream().anyMatch(refers.and(inData))
            || code.stream().anyMatch(refers.and(inCode)));
  }

  /** The function that a relocation site of the code is in, or -1. */
  public int functionAt(Relocation site) {
    List<Span> bodies = module.bodies();
    int low = 0;
    int high = bodies.size() - 1;
    while (low <= high) {
      int middle = (low + high) >>> 1;
      Span body = bodies.get(middle);
      if (site.offset() < body.start()) {
        high = middle - 1;
      } else if (site.offset() >= body.end()) {
        low = middle + 1;
      } else {
        return module.imported(ExternType.Kind.FUNCTION) + middle;
      }
    }
    return -1;
  }

  /** The address that the module's linker gave to a data symbol; 0 if it is undefined. */
  public long address(Symbol symbol) {
    if (symbol.isUndefined()) {
      return 0;
    }
    long offset = Integer.toUnsignedLong(symbol.offset());
    return symbol.isAbsolute() ? offset : segments.base(symbol.index()) + offset;
  }

  /**
   * The address that a data symbol has where the module is; empty if it is undefined and nothing
   * defines it.
   */
  public OptionalInt address(Symbol symbol, ModulePlace place) {
    if (symbol.isUndefined() || symbol.isAbsolute()) {
      OptionalInt defined = place.linkerDefined(symbol.name());
      if (defined.isPresent()) {
        return defined;
      }
    }
    if (symbol.isUndefined()) {
      OptionalInt foreign = place.foreign(symbol.name());
      return foreign.isEmpty() && symbol.isWeak() ? OptionalInt.of(0) : foreign;
    }
    if (!symbol.isLocal()) {
      OptionalInt replacing = place.replacing(symbol.name());
      if (replacing.isPresent()) {
        return replacing;
      }
    }
    boolean moves = !symbol.isAbsolute() || isSectionBound(symbol);
    int linked = (int) address(symbol);
    return OptionalInt.of(moves ? linked + place.distance() : linked);
  }

  /**
   * Whether a symbol is the start or the end of a custom data section ({@code __start_name}, {@code
   * __stop_name}), which linkers mark as absolute although it moves with the data.
   */
  private boolean isSectionBound(Symbol symbol) {
    return sectionBounds.contains(symbol.name());
  }

  /** Whether a symbol is absolute and has an address in the data that moves nevertheless. */
  public boolean staysInData(Symbol symbol) {
    long value = address(symbol);
    return symbol.isAbsolute()
        && !symbol.isUndefined()
        && value > dataStart
        && value <= dataEnd
        && !isSectionBound(symbol);
  }

  /** The address that the module's linker gave to a relocation site in a data segment. */
  public long siteAddress(Relocation site) {
    return segments.address(site.offset());
  }

  /** The table slot that the module's linker gave to a function, or 0 if none. */
  int slot(int function) {
    return slots[function];
  }

  /** What addresses in position-independent code are relative to, as linked. */
  int memoryBase() {
    return linkerAddress(LinkerSymbols.MEMORY_BASE);
  }

  /** What function pointers in position-independent code are relative to. */
  int tableBase() {
    return linkerAddress(LinkerSymbols.TABLE_BASE);
  }

  private int linkerAddress(String symbolName) {
    Symbol symbol = dataByName.get(symbolName);
    return symbol == null ? 0 : (int) address(symbol);
  }

  /** The value of {@code __tls_base} as linked, which thread-local data is addressed from; or 0. */
  int tlsBase() {
    return tlsBase;
  }

  /**
   * Whether a global is {@code __tls_base}, which a module without threads sets to where its
   * thread-local data is.
   */
  boolean isTlsBase(int global) {
    return tlsBases.contains(global);
  }

  /** The table that function pointers are indices of, or -1. */
  int functionTable() {
    return table;
  }

  /** The first address of the static data as linked. */
  long dataStart() {
    return dataStart;
  }

  /** The address after the static data as linked. */
  long dataEnd() {
    return dataEnd;
  }

  /** The largest alignment of a data segment. */
  int dataAlignment() {
    return segments.alignment();
  }
}

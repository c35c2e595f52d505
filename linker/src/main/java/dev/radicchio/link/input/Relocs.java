package dev.radicchio.link.input;

import dev.radicchio.binary.DylinkSection;
import dev.radicchio.binary.Export;
import dev.radicchio.binary.ExternType;
import dev.radicchio.binary.Symbol;
import dev.radicchio.link.input.GlobalMeaning.Address;
import dev.radicchio.link.input.GlobalMeaning.Own;
import dev.radicchio.link.input.GlobalMeaning.SharedStackPointer;
import dev.radicchio.link.plan.RelocationModel;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;

/** A finished module that kept its relocations, which say where each of its addresses is. */
final class Relocs implements Relocatability {
  private static final int STACK_ALIGNMENT = 16;

  private final ModuleContents contents;
  private final Relocations relocations;
  private final Map<Integer, Symbol> gotEntries;
  private final int stackPointer;

  /**
   * @param gotEntries the symbols whose addresses globals hold as internal GOT entries, by global
   */
  Relocs(ModuleContents contents, Relocations relocations, Map<Integer, Symbol> gotEntries) {
    this.contents = contents;
    this.relocations = relocations;
    this.gotEntries = Map.copyOf(gotEntries);
    this.stackPointer = findStackPointer();
  }

  private int findStackPointer() {
    for (Symbol symbol : relocations.symbols()) {
      if (symbol.kind() == Symbol.Kind.GLOBAL
          && symbol.name().equals(LinkerSymbols.STACK_POINTER)
          && isPointer(symbol.index())) {
        return symbol.index();
      }
    }
    // a linker leaves a stack pointer that no code uses out of the symbol table
    for (Map.Entry<Integer, String> global : contents.names().globals().entrySet()) {
      if (global.getValue().equals(LinkerSymbols.STACK_POINTER) && isPointer(global.getKey())) {
        return global.getKey();
      }
    }
    return -1;
  }

  private boolean isPointer(int global) {
    return Integer.compareUnsigned(global, contents.binary().globals().size()) < 0
        && contents.binary().globals().get(global).equals(StackUse.POINTER);
  }

  @Override
  public RelocationModel model() {
    return RelocationModel.RELOCS;
  }

  @Override
  public StaticData data() {
    return new StaticData(
        relocations.dataStart(),
        relocations.dataEnd() - relocations.dataStart(),
        Math.max(STACK_ALIGNMENT, relocations.dataAlignment()));
  }

  @Override
  public Optional<LinkedMemory> fixed() {
    return Optional.empty();
  }

  @Override
  public Optional<Window> window() {
    return Optional.empty();
  }

  @Override
  public Optional<LinkedMemory> ownMemory() {
    return Optional.empty();
  }

  @Override
  public boolean mayLeaveAddresses() {
    return false;
  }

  @Override
  public boolean movesSegments() {
    return true;
  }

  @Override
  public boolean mayLeaveOutZeros() {
    return true;
  }

  @Override
  public OptionalLong heapBase() {
    Symbol symbol = relocations.dataSymbol(LinkerSymbols.HEAP_BASE);
    return symbol != null && symbol.isAbsolute()
        ? OptionalLong.of(relocations.address(symbol))
        : contents.exportedHeapBase();
  }

  @Override
  public HeapStart heapStart() {
    return HeapStart.PROGRAM;
  }

  @Override
  public boolean mayUseStack() {
    return true;
  }

  @Override
  public long stackBytes() {
    if (stackPointer < 0) {
      return 0;
    }
    long high = Integer.toUnsignedLong(contents.globalValue(stackPointer).orElse(0));
    long dataEnd = relocations.dataEnd();
    boolean stackFirst = high <= relocations.dataStart() || dataEnd == 0;
    return stackFirst ? high : Math.max(0, high - Alignment.up(dataEnd, STACK_ALIGNMENT));
  }

  @Override
  public int memoryBase(ModulePlace place) {
    return relocations.memoryBase() + place.distance();
  }

  @Override
  public int tableBase(ModulePlace place) {
    return relocations.tableBase();
  }

  @Override
  public OptionalInt exportedAddress(Export export, ModulePlace place) {
    Symbol symbol = relocations.dataSymbol(export.name());
    if (symbol != null && !symbol.isUndefined()) {
      return relocations.address(symbol, place);
    }
    return contents.mayBeAddress(export.index())
        ? place.linkerDefined(export.name())
        : OptionalInt.empty();
  }

  @Override
  public GlobalMeaning global(int global, ModulePlace place) {
    if (global == stackPointer) {
      return new SharedStackPointer();
    }
    OptionalInt linked = contents.globalValue(global);
    if (relocations.isTlsBase(global) && linked.isPresent()) {
      return new Address(linked.getAsInt() + place.distance());
    }
    Symbol symbol = gotEntries.get(global);
    if (symbol != null) {
      return new Address(gotValue(symbol, place));
    }
    OptionalInt address = contents.leftOpen(global, place);
    if (address.isEmpty()) {
      address = contents.exportedAs(global, export -> exportedAddress(export, place));
    }
    return address.isPresent() ? new Address(address.getAsInt()) : new Own(mayBeAddress(global));
  }

  private int gotValue(Symbol symbol, ModulePlace place) {
    if (symbol.kind() != Symbol.Kind.FUNCTION) {
      return relocations.address(symbol, place).orElse(0);
    }
    return relocations.mayBeCompared(symbol) ? place.slot(symbol) : place.calledSlot(symbol);
  }

  /** Whether a global that no symbol explains has an initial value that points into the data. */
  private boolean mayBeAddress(int global) {
    boolean known =
        relocations.symbols().stream()
            .anyMatch(symbol -> symbol.kind() == Symbol.Kind.GLOBAL && symbol.index() == global);
    return !known && contents.pointsInto(global, relocations.dataStart(), relocations.dataEnd());
  }

  @Override
  public boolean isStackPointer(int global) {
    return global == stackPointer;
  }

  @Override
  public Optional<Relocations> relocations() {
    return Optional.of(relocations);
  }

  @Override
  public TableSlots slots() {
    return TableSlots.ofSegments(contents.binary(), TableSlots.Place.ANYWHERE);
  }

  @Override
  public boolean sharesTable(int table) {
    return contents.importsFunctionTable(table)
        || (table == relocations.functionTable()
            && table >= contents.binary().imported(ExternType.Kind.TABLE));
  }

  @Override
  public boolean ownsTable(int table) {
    return false;
  }

  @Override
  public Optional<DylinkSection> library() {
    return Optional.empty();
  }
}

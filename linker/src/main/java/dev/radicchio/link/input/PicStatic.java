package dev.radicchio.link.input;

import dev.radicchio.binary.DylinkSection;
import dev.radicchio.binary.Export;
import dev.radicchio.link.input.GlobalMeaning.Address;
import dev.radicchio.link.input.GlobalMeaning.Own;
import dev.radicchio.link.input.GlobalMeaning.SharedStackPointer;
import dev.radicchio.link.plan.Layout;
import dev.radicchio.link.plan.RelocationModel;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;

/**
 * Position-independent code, linked statically and without relocations. Code finds its data by
 * globals that have names; pointers in the data were resolved when it was linked, and nothing
 * records where they are.
 */
final class PicStatic implements Relocatability {
  /** The global that addresses in its code are relative to, by which it is recognised. */
  static final String MEMORY_BASE = LinkerSymbols.INTERNAL_DATA + LinkerSymbols.MEMORY_BASE;

  /** What its distance is a multiple of: nothing says how its data is aligned. */
  private static final int ALIGNMENT = Layout.PAGE_BYTES;

  private final ModuleContents contents;
  private final Optional<LinkedMemory> memory;

  /**
   * @param memory what it occupied as linked, if anything
   */
  PicStatic(ModuleContents contents, Optional<LinkedMemory> memory) {
    this.contents = contents;
    this.memory = memory;
  }

  @Override
  public RelocationModel model() {
    return RelocationModel.PIC_STATIC;
  }

  @Override
  public StaticData data() {
    return new StaticData(
        memory.map(LinkedMemory::start).orElse(0L),
        memory.map(LinkedMemory::bytes).orElse(0L),
        ALIGNMENT);
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
    return memory;
  }

  @Override
  public boolean mayLeaveAddresses() {
    return true;
  }

  @Override
  public boolean movesSegments() {
    return true;
  }

  @Override
  public boolean mayLeaveOutZeros() {
    return false;
  }

  @Override
  public OptionalLong heapBase() {
    return contents.exportedHeapBase();
  }

  @Override
  public HeapStart heapStart() {
    return HeapStart.OWN;
  }

  @Override
  public boolean mayUseStack() {
    return true;
  }

  @Override
  public long stackBytes() {
    return 0;
  }

  @Override
  public int memoryBase(ModulePlace place) {
    return place.distance();
  }

  @Override
  public int tableBase(ModulePlace place) {
    return place.tableBlock();
  }

  @Override
  public OptionalInt exportedAddress(Export export, ModulePlace place) {
    OptionalInt linked = contents.exportedValue(export);
    return linked.isPresent() ? OptionalInt.of(linked.getAsInt() + place.distance()) : linked;
  }

  @Override
  public GlobalMeaning global(int global, ModulePlace place) {
    OptionalInt address = contents.leftOpen(global, place);
    if (address.isEmpty()) {
      address = named(global, place);
    }
    if (address.isEmpty() && contents.isNamedStackPointer(global)) {
      return new SharedStackPointer();
    }
    if (address.isEmpty()) {
      address = contents.exportedAs(global, export -> exportedAddress(export, place));
    }
    return address.isPresent() ? new Address(address.getAsInt()) : new Own(mayBeAddress(global));
  }

  /** The address that a global holds whose name says that it holds one. */
  private OptionalInt named(int global, ModulePlace place) {
    String name = contents.globalName(global);
    OptionalInt linked = contents.globalValue(global);
    if (linked.isPresent() && name.equals(LinkerSymbols.TLS_BASE)) {
      return OptionalInt.of(linked.getAsInt() + place.distance());
    }
    if (!name.startsWith(LinkerSymbols.INTERNAL_DATA)
        || linked.isEmpty()
        || name.endsWith("." + LinkerSymbols.TABLE_BASE)) {
      return OptionalInt.empty();
    }
    String symbol = name.substring(LinkerSymbols.INTERNAL_DATA.length());
    if (symbol.startsWith(LinkerSymbols.STACK_BOUND)) {
      return place.linkerDefined(symbol);
    }
    boolean undefined = linked.getAsInt() == 0 && !name.equals(MEMORY_BASE);
    return undefined ? linked : OptionalInt.of(linked.getAsInt() + place.distance());
  }

  private boolean mayBeAddress(int global) {
    return !contents.globalName(global).startsWith("GOT.")
        && contents.pointsInto(global, data().linkedAt(), data().linkedEnd());
  }

  @Override
  public boolean isStackPointer(int global) {
    return contents.isNamedStackPointer(global);
  }

  @Override
  public Optional<Relocations> relocations() {
    return Optional.empty();
  }

  @Override
  public TableSlots slots() {
    return TableSlots.ofSegments(contents.binary(), TableSlots.Place.AT_OFFSETS);
  }

  @Override
  public boolean sharesTable(int table) {
    return contents.importsFunctionTable(table);
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

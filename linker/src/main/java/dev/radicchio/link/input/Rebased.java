package dev.radicchio.link.input;

import dev.radicchio.binary.DylinkSection;
import dev.radicchio.binary.Export;
import dev.radicchio.link.input.GlobalMeaning.Address;
import dev.radicchio.link.input.GlobalMeaning.Own;
import dev.radicchio.link.plan.Layout;
import dev.radicchio.link.plan.RelocationModel;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;

/**
 * A module that goes on living at the addresses that it was linked for: what moves is each access,
 * by the base that is added to its address, and each active segment. Nothing has to be known of its
 * constants and its data.
 */
final class Rebased implements Relocatability {
  private static final long PAGE_MASK = Layout.PAGE_BYTES - 1L;

  private final ModuleContents contents;
  private final LinkedMemory memory;
  private final Window window;

  /**
   * @param memory what it occupied as linked
   */
  Rebased(ModuleContents contents, LinkedMemory memory, Window window) {
    this.contents = contents;
    this.memory = memory;
    this.window = window;
  }

  /** The same in another range. */
  Rebased within(Window range) {
    return new Rebased(contents, memory, range);
  }

  @Override
  public RelocationModel model() {
    return RelocationModel.REBASED;
  }

  /** From the page on in which it begins; a memory that it imports may be less than it has data. */
  @Override
  public StaticData data() {
    long start = memory.start() & ~PAGE_MASK;
    long end = Math.max(memory.end(), window.reservedBytes());
    return new StaticData(start, end - start, Layout.PAGE_BYTES);
  }

  @Override
  public Optional<LinkedMemory> fixed() {
    return Optional.empty();
  }

  @Override
  public Optional<LinkedMemory> ownMemory() {
    return Optional.of(window.isAtEnd() ? memory : memory.within(window));
  }

  @Override
  public Optional<Window> window() {
    return Optional.of(window);
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
    return false;
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
    OptionalInt own = contents.exportedValue(export);
    return own.isPresent() ? OptionalInt.of(own.getAsInt() + place.distance()) : own;
  }

  @Override
  public GlobalMeaning global(int global, ModulePlace place) {
    OptionalInt address = contents.leftOpen(global, place);
    return address.isPresent()
        ? new Address(address.getAsInt() - place.distance())
        : new Own(false);
  }

  @Override
  public boolean isStackPointer(int global) {
    return false;
  }

  @Override
  public Optional<Relocations> relocations() {
    return Optional.empty();
  }

  @Override
  public TableSlots slots() {
    return new TableSlots(TableSlots.Place.ANYWHERE, 0, 1);
  }

  /** It keeps its slots as well, and so has a table of its own. */
  @Override
  public boolean sharesTable(int table) {
    return false;
  }

  @Override
  public boolean ownsTable(int table) {
    return contents.importsFunctionTable(table) || contents.importsOtherTable(table);
  }

  @Override
  public Optional<DylinkSection> library() {
    return Optional.empty();
  }
}

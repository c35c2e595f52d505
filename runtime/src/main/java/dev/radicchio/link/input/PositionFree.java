package dev.radicchio.link.input;

import dev.radicchio.binary.DylinkSection;
import dev.radicchio.binary.Export;
import dev.radicchio.link.input.GlobalMeaning.Address;
import dev.radicchio.link.input.GlobalMeaning.Own;
import dev.radicchio.link.plan.RelocationModel;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;

/** A module with nothing to move: each address that it uses is given to it. */
final class PositionFree implements Relocatability {
  private final ModuleContents contents;

  PositionFree(ModuleContents contents) {
    this.contents = contents;
  }

  @Override
  public RelocationModel model() {
    return RelocationModel.POSITION_FREE;
  }

  @Override
  public StaticData data() {
    return new StaticData(0, 0, 1);
  }

  @Override
  public Optional<LinkedMemory> fixed() {
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
    return false;
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
    return HeapStart.NONE;
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
    return contents.exportedValue(export);
  }

  @Override
  public GlobalMeaning global(int global, ModulePlace place) {
    OptionalInt address = contents.leftOpen(global, place);
    return address.isPresent() ? new Address(address.getAsInt()) : new Own(false);
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
    return TableSlots.ofSegments(contents.binary(), TableSlots.Place.AT_OFFSETS);
  }

  @Override
  public boolean sharesTable(int table) {
    return contents.importsFunctionTable(table);
  }

  @Override
  public Optional<DylinkSection> library() {
    return Optional.empty();
  }
}

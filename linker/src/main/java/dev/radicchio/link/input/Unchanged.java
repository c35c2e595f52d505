package dev.radicchio.link.input;

import dev.radicchio.binary.DylinkSection;
import dev.radicchio.binary.Export;
import dev.radicchio.link.input.GlobalMeaning.Address;
import dev.radicchio.link.input.GlobalMeaning.Own;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;

/**
 * A module that is put into the image as it was linked: nothing of it moves, so that its addresses
 * and slots are those that it has.
 */
abstract sealed class Unchanged implements Relocatability permits Absolute, PositionFree {
  private final ModuleContents contents;

  Unchanged(ModuleContents contents) {
    this.contents = contents;
  }

  @Override
  public final boolean mayLeaveAddresses() {
    return false;
  }

  @Override
  public final boolean movesSegments() {
    return false;
  }

  @Override
  public final boolean mayLeaveOutZeros() {
    return false;
  }

  @Override
  public final OptionalLong heapBase() {
    return contents.exportedHeapBase();
  }

  @Override
  public final boolean mayUseStack() {
    return false;
  }

  @Override
  public final long stackBytes() {
    return 0;
  }

  @Override
  public final int memoryBase(ModulePlace place) {
    return place.distance();
  }

  @Override
  public final int tableBase(ModulePlace place) {
    return place.tableBlock();
  }

  @Override
  public final OptionalInt exportedAddress(Export export, ModulePlace place) {
    return contents.exportedValue(export);
  }

  @Override
  public final GlobalMeaning global(int global, ModulePlace place) {
    OptionalInt address = contents.leftOpen(global, place);
    return address.isPresent() ? new Address(address.getAsInt()) : new Own(false);
  }

  @Override
  public final boolean isStackPointer(int global) {
    return false;
  }

  @Override
  public final Optional<Relocations> relocations() {
    return Optional.empty();
  }

  @Override
  public final TableSlots slots() {
    return TableSlots.ofSegments(contents.binary(), TableSlots.Place.AT_OFFSETS);
  }

  @Override
  public final Optional<DylinkSection> library() {
    return Optional.empty();
  }
}

package dev.radicchio.link.input;

import dev.radicchio.binary.DylinkSection;
import dev.radicchio.binary.Export;
import dev.radicchio.link.input.GlobalMeaning.Address;
import dev.radicchio.link.input.GlobalMeaning.Own;
import dev.radicchio.link.plan.RelocationModel;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;

/** A shared library, which gets its addresses from whoever loads it. */
final class Dylink implements Relocatability {
  private final ModuleContents contents;
  private final DylinkSection section;

  Dylink(ModuleContents contents, DylinkSection section) {
    this.contents = contents;
    this.section = section;
  }

  @Override
  public RelocationModel model() {
    return RelocationModel.DYLINK;
  }

  @Override
  public StaticData data() {
    return new StaticData(
        0, Integer.toUnsignedLong(section.memorySize()), section.memoryAlignment());
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
    return false; // their offsets are __memory_base and what follows
  }

  @Override
  public boolean mayLeaveOutZeros() {
    return true;
  }

  @Override
  public OptionalLong heapBase() {
    return OptionalLong.empty();
  }

  @Override
  public HeapStart heapStart() {
    return HeapStart.NONE;
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
    OptionalInt replacing = place.replacing(export.name());
    if (replacing.isPresent()) {
      return replacing;
    }
    OptionalInt linked = contents.exportedValue(export);
    return linked.isPresent() ? OptionalInt.of(linked.getAsInt() + place.distance()) : linked;
  }

  @Override
  public GlobalMeaning global(int global, ModulePlace place) {
    OptionalInt address = contents.leftOpen(global, place);
    if (address.isEmpty()) {
      address = contents.exportedAs(global, export -> exportedAddress(export, place));
    }
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
    return new TableSlots(TableSlots.Place.IN_BLOCK, section.tableSize(), section.tableAlignment());
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
    return Optional.of(section);
  }
}

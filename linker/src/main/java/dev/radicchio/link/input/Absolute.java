package dev.radicchio.link.input;

import dev.radicchio.link.plan.RelocationModel;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A module that stays where it is. */
final class Absolute extends Unchanged {
  private final ModuleContents contents;
  private final LinkedMemory memory;
  private final boolean asked;
  private final @Nullable Window window;
  private final boolean ownTable;

  /**
   * @param memory what it occupied as linked
   * @param asked whether the user says that it stays as it is
   */
  Absolute(ModuleContents contents, LinkedMemory memory, boolean asked) {
    this(contents, memory, asked, null, false);
  }

  private Absolute(
      ModuleContents contents,
      LinkedMemory memory,
      boolean asked,
      @Nullable Window window,
      boolean ownTable) {
    super(contents);
    this.contents = contents;
    this.memory = memory;
    this.asked = asked;
    this.window = window;
    this.ownTable = ownTable;
  }

  @Override
  public RelocationModel model() {
    return RelocationModel.ABSOLUTE;
  }

  @Override
  public StaticData data() {
    return new StaticData(occupied().start(), occupied().bytes(), 1);
  }

  @Override
  public Optional<LinkedMemory> fixed() {
    return Optional.of(occupied());
  }

  @Override
  public Optional<LinkedMemory> ownMemory() {
    return Optional.of(occupied());
  }

  private LinkedMemory occupied() {
    return window == null ? memory : memory.within(window);
  }

  @Override
  public Optional<Window> window() {
    return Optional.ofNullable(window);
  }

  @Override
  public HeapStart heapStart() {
    return HeapStart.OWN;
  }

  @Override
  public boolean sharesTable(int table) {
    return !ownTable && contents.importsFunctionTable(table);
  }

  @Override
  public boolean ownsTable(int table) {
    return contents.importsOtherTable(table) || (ownTable && contents.importsFunctionTable(table));
  }

  /** Whether it may be another model where that is what it takes to link it. */
  boolean isMovable() {
    return !asked;
  }

  /** The same, in a range of its own from its address 0 on. */
  Absolute within(Window range) {
    return new Absolute(contents, memory, asked, range, ownTable);
  }

  /** The same, with a table of its own where it imports the program's. */
  Absolute withOwnTable() {
    return new Absolute(contents, memory, asked, window, true);
  }

  /** The same, with a base. */
  Rebased rebased(Window range) {
    return new Rebased(contents, memory, range);
  }
}

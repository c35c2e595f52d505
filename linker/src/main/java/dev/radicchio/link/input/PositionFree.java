package dev.radicchio.link.input;

import dev.radicchio.link.plan.RelocationModel;
import java.util.Optional;

/** A module with nothing to move: each address that it uses is given to it. */
final class PositionFree extends Unchanged {
  private final ModuleContents contents;

  PositionFree(ModuleContents contents) {
    super(contents);
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
  public Optional<Window> window() {
    return Optional.empty();
  }

  @Override
  public Optional<LinkedMemory> ownMemory() {
    return Optional.empty();
  }

  @Override
  public HeapStart heapStart() {
    return HeapStart.NONE;
  }

  @Override
  public boolean sharesTable(int table) {
    return contents.importsFunctionTable(table);
  }

  @Override
  public boolean ownsTable(int table) {
    return false;
  }
}

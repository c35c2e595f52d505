package dev.radicchio.link.input;

import dev.radicchio.link.plan.RelocationModel;
import java.util.Optional;

/** A module that stays where it is, since nothing says how to move it. */
final class Absolute extends Unchanged {
  private final LinkedMemory memory;

  Absolute(ModuleContents contents, LinkedMemory memory) {
    super(contents);
    this.memory = memory;
  }

  @Override
  public RelocationModel model() {
    return RelocationModel.ABSOLUTE;
  }

  @Override
  public StaticData data() {
    return new StaticData(memory.start(), memory.bytes(), 1);
  }

  @Override
  public Optional<LinkedMemory> fixed() {
    return Optional.of(memory);
  }

  @Override
  public Optional<LinkedMemory> ownMemory() {
    return Optional.of(memory);
  }

  @Override
  public HeapStart heapStart() {
    return HeapStart.OWN;
  }
}

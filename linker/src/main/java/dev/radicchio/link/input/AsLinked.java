package dev.radicchio.link.input;

import dev.radicchio.binary.Symbol;
import java.util.OptionalInt;

/** Where the linker of a module with relocations put its parts. What it did not know is 0 there. */
record AsLinked(Relocations relocations) implements ModulePlace {
  @Override
  public int distance() {
    return 0;
  }

  @Override
  public int tableBlock() {
    return relocations.tableBase();
  }

  @Override
  public int slot(Symbol function) {
    return relocations.slot(function.index());
  }

  @Override
  public int calledSlot(Symbol function) {
    return slot(function);
  }

  @Override
  public OptionalInt linkerDefined(String symbol) {
    return OptionalInt.empty();
  }

  @Override
  public OptionalInt foreign(String symbol) {
    return OptionalInt.empty();
  }

  @Override
  public OptionalInt replacing(String symbol) {
    return OptionalInt.empty();
  }
}

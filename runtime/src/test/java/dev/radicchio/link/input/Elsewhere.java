package dev.radicchio.link.input;

import dev.radicchio.binary.Symbol;
import java.util.Map;
import java.util.OptionalInt;

/** A place in a program, as a test says. */
record Elsewhere(
    int distance, int tableBlock, Map<String, Integer> linkers, Map<String, Integer> others)
    implements ModulePlace {
  static Elsewhere at(int distance) {
    return new Elsewhere(distance, 0, Map.of(), Map.of());
  }

  Elsewhere withLinkers(String symbol, int value) {
    return new Elsewhere(distance, tableBlock, Map.of(symbol, value), others);
  }

  Elsewhere withForeign(String symbol, int address) {
    return new Elsewhere(distance, tableBlock, linkers, Map.of(symbol, address));
  }

  /** Every function has one, far from all that linkers give. */
  @Override
  public int slot(Symbol function) {
    return slot(function.index());
  }

  @Override
  public int calledSlot(Symbol function) {
    return slot(function);
  }

  int slot(int function) {
    return 500 + function;
  }

  @Override
  public OptionalInt linkerDefined(String symbol) {
    return value(linkers, symbol);
  }

  @Override
  public OptionalInt foreign(String symbol) {
    return value(others, symbol);
  }

  @Override
  public OptionalInt replacing(String symbol) {
    return OptionalInt.empty();
  }

  private static OptionalInt value(Map<String, Integer> values, String symbol) {
    Integer value = values.get(symbol);
    return value == null ? OptionalInt.empty() : OptionalInt.of(value);
  }
}

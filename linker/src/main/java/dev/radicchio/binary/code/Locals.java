package dev.radicchio.binary.code;

import dev.radicchio.binary.ValType;
import java.util.Arrays;
import java.util.List;

/** The types of a function's locals, parameters first, in runs as the body declares them. */
public final class Locals {
  private final List<ValType> parameters;
  private final int[] ends;
  private final ValType[] types;

  /**
   * @param ends of each run, the number of the local after it
   * @param types of each run
   */
  private Locals(List<ValType> parameters, int[] ends, ValType[] types) {
    this.parameters = parameters;
    this.ends = ends;
    this.types = types;
  }

  /** Number of locals, parameters included. */
  public int count() {
    return ends.length == 0 ? parameters.size() : ends[ends.length - 1];
  }

  /** The type of a local that is in range. */
  public ValType type(int local) {
    if (local < parameters.size()) {
      return parameters.get(local);
    }
    int found = Arrays.binarySearch(ends, local + 1);
    return types[found >= 0 ? first(found) : -found - 1];
  }

  /** The first of several runs that end at the same number, because the others are empty. */
  private int first(int run) {
    int first = run;
    while (first > 0 && ends[first - 1] == ends[run]) {
      first--;
    }
    return first;
  }

  /** Number of runs. */
  public int runs() {
    return ends.length;
  }

  /** How many locals a run has. */
  public int runLength(int run) {
    return ends[run] - (run == 0 ? parameters.size() : ends[run - 1]);
  }

  /** The type of the locals of a run. */
  public ValType runType(int run) {
    return types[run];
  }

  /** Collects the runs of a body. */
  static final class Builder {
    private final List<ValType> parameters;
    private int[] ends = new int[4];
    private ValType[] types = new ValType[4];
    private int runs;
    private int count;

    Builder(List<ValType> parameters) {
      this.parameters = parameters;
      this.count = parameters.size();
    }

    void add(int length, ValType type) {
      if (runs == ends.length) {
        ends = Arrays.copyOf(ends, runs * 2);
        types = Arrays.copyOf(types, runs * 2);
      }
      count += length;
      ends[runs] = count;
      types[runs++] = type;
    }

    int count() {
      return count;
    }

    Locals build() {
      return new Locals(parameters, Arrays.copyOf(ends, runs), Arrays.copyOf(types, runs));
    }
  }
}

package dev.radicchio.link.plan;

import dev.radicchio.binary.FunctionType;
import dev.radicchio.binary.ValType;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Which parameters and results of a function are addresses. A call between two instances translates
 * these, if the instances count addresses from different places, and passes all others as they are.
 *
 * @param params the parameters that are addresses, by their index in the function's type
 * @param results the same of the results
 */
public record Pointers(Map<Integer, Kind> params, Map<Integer, Kind> results) {
  /** Those of a function that takes and returns no addresses. */
  public static final Pointers NONE = new Pointers(Map.of(), Map.of());

  /** How a value is an address. */
  public enum Kind {
    /** It is one; 0 is null. */
    ADDRESS,
    /** It is one, and the next value is the length of what is there; 0 is null if both are. */
    RANGE,
    /** The high half is one, the low half the length of what is there; 0 is null if both are. */
    HIGH_HALF,
    /** The low half is one, the high half the length of what is there; 0 is null if both are. */
    LOW_HALF;

    private ValType type() {
      return switch (this) {
        case ADDRESS, RANGE -> ValType.I32;
        case HIGH_HALF, LOW_HALF -> ValType.I64;
      };
    }

    private boolean fits(List<ValType> types, int index) {
      return index >= 0
          && index < types.size()
          && types.get(index).equals(type())
          && (this != RANGE
              || (index + 1 < types.size() && types.get(index + 1).equals(ValType.I32)));
    }
  }

  /** Takes both in the order of their indices. */
  public Pointers {
    params = Collections.unmodifiableMap(new TreeMap<>(params));
    results = Collections.unmodifiableMap(new TreeMap<>(results));
  }

  /** The same with a parameter that is an address. */
  public Pointers param(int index, Kind kind) {
    return new Pointers(with(params, index, kind), results);
  }

  /** The same with a result that is an address. */
  public Pointers result(int index, Kind kind) {
    return new Pointers(params, with(results, index, kind));
  }

  private static Map<Integer, Kind> with(Map<Integer, Kind> some, int index, Kind kind) {
    Map<Integer, Kind> more = new TreeMap<>(some);
    more.put(index, kind);
    return more;
  }

  /** Those of both. */
  public Pointers and(Pointers other) {
    Map<Integer, Kind> allParams = new TreeMap<>(params);
    allParams.putAll(other.params);
    Map<Integer, Kind> allResults = new TreeMap<>(results);
    allResults.putAll(other.results);
    return new Pointers(allParams, allResults);
  }

  /** Whether there are none. */
  public boolean isEmpty() {
    return params.isEmpty() && results.isEmpty();
  }

  /** Whether a function of a type has such parameters and results. */
  public boolean fit(FunctionType type) {
    return fit(params, type.params()) && fit(results, type.results());
  }

  private static boolean fit(Map<Integer, Kind> kinds, List<ValType> types) {
    return kinds.entrySet().stream().allMatch(one -> one.getValue().fits(types, one.getKey()));
  }
}

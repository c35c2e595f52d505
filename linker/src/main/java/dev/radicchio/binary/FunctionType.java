package dev.radicchio.binary;

import java.util.List;
import java.util.stream.Collectors;

/**
 * A function type.
 *
 * @param params the parameters' types
 * @param results the results' types; more than one is multi-value
 */
public record FunctionType(List<ValType> params, List<ValType> results) {
  private static final int MAX_LISTED = 50;

  public FunctionType {
    params = List.copyOf(params);
    results = List.copyOf(results);
  }

  /**
   * As in {@code (i32, i64) -> i32}; {@code ()} for none, {@code (i32, i32)} for several results.
   */
  @Override
  public String toString() {
    String to = results.size() == 1 ? results.get(0).toString() : list(results);
    return list(params) + " -> " + to;
  }

  private static String list(List<ValType> types) {
    String listed =
        types.stream().limit(MAX_LISTED).map(ValType::toString).collect(Collectors.joining(", "));
    String rest = types.size() > MAX_LISTED ? ", ... " + types.size() + " in all" : "";
    return "(" + listed + rest + ")";
  }
}

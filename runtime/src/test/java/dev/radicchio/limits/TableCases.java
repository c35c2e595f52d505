package dev.radicchio.limits;

import dev.radicchio.Executable;
import dev.radicchio.GuestTrapException;
import dev.radicchio.LinkedProgram;
import dev.radicchio.fixture.Fixture;
import dev.radicchio.link.Image;
import dev.radicchio.link.Linker;
import dev.radicchio.link.WasmFile;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** Writes to ranges of the tables of {@code table_ranges.wat}, and what is to come of them. */
public final class TableCases {
  private static final String MODULE = "table_ranges";
  private static final String OUT_OF_BOUNDS = "out of bounds table access";

  /** What the tables have at first; -1 is null. */
  private static final List<Integer> A = List.of(1, 2, 3, 4, 5);

  private static final List<Integer> B = List.of(11, 12, -1);
  private static final int MOST_OF_A = 20;

  private static final int[] OPERANDS = {0, 1, 3, 4, 5, Integer.MAX_VALUE, Integer.MIN_VALUE, -1};

  /** A call of an exported function. */
  record Case(String export, List<Integer> arguments) {
    @Override
    public String toString() {
      return export
          + arguments.stream()
              .map(Integer::toUnsignedString)
              .collect(Collectors.joining(", ", "(", ")"));
    }
  }

  private TableCases() {}

  /**
   * Does all; returns what differs from the rules.
   *
   * @param engine what makes an image ready to run
   */
  public static List<String> differences(Function<Image, Executable> engine) {
    return differences(engine, Fixture.bytes(MODULE), all());
  }

  /** As {@link #differences}, with some functions that are too large for a method of the JVM. */
  public static List<String> differencesOfTooLarge(Function<Image, Executable> engine) {
    Set<String> exports = Set.of("fill", "copy", "init");
    return differences(
        engine,
        TooLarge.of(Fixture.bytes(MODULE), exports),
        all().stream().filter(call -> exports.contains(call.export)).toList());
  }

  private static List<String> differences(
      Function<Image, Executable> engine, byte[] module, List<Case> cases) {
    Executable executable =
        engine.apply(Linker.create().add("a", WasmFile.read("a.wasm", module)).link());
    List<String> differences = new ArrayList<>();
    for (Case call : cases) {
      try (LinkedProgram program = executable.instantiate()) {
        String found = found(program, call);
        if (!found.equals(expected(call))) {
          differences.add(call + ": " + found + " and not " + expected(call));
        }
      }
    }
    return differences;
  }

  private static String found(LinkedProgram program, Case call) {
    String outcome;
    try {
      long[] results =
          program
              .function("a", call.export())
              .call(call.arguments().stream().mapToLong(Integer::longValue).toArray());
      outcome = results == null ? "[]" : Arrays.toString(results);
    } catch (GuestTrapException e) {
      outcome = e.getMessage().replaceAll(".*trapped: ", "");
    } catch (RuntimeException e) {
      outcome = e.toString();
    }
    return text(outcome, slots(program, 0), slots(program, 1));
  }

  private static List<Integer> slots(LinkedProgram program, int table) {
    int size = (int) program.function("a", "size").call(table)[0];
    return IntStream.range(0, size)
        .mapToObj(slot -> (int) program.function("a", "slot").call(table, slot)[0])
        .toList();
  }

  static List<Case> all() {
    List<Case> cases = new ArrayList<>();
    for (String export :
        List.of("grow", "grow_without_limit", "grow_references", "get", "set", "call")) {
      IntStream.of(OPERANDS).forEach(a -> cases.add(new Case(export, List.of(a))));
    }
    for (int a : OPERANDS) {
      for (int b : OPERANDS) {
        for (String export : List.of("fill", "fill_references", "fill_twice")) {
          cases.add(new Case(export, List.of(a, b)));
        }
        for (int c : OPERANDS) {
          for (String export :
              List.of("copy", "copy_to_smaller", "copy_to_larger", "init", "init_dropped")) {
            cases.add(new Case(export, List.of(a, b, c)));
          }
        }
      }
    }
    return cases;
  }

  /** The results or the trap, and what is in both tables, by the specification's rules. */
  static String expected(Case call) {
    List<Integer> a = new ArrayList<>(A);
    List<Integer> b = new ArrayList<>(B);
    String outcome = outcome(call, a, b);
    return text(outcome, a, b);
  }

  private static String text(String outcome, List<Integer> a, List<Integer> b) {
    return outcome + " " + a + " " + b;
  }

  private static String outcome(Case call, List<Integer> a, List<Integer> b) {
    List<Integer> arguments = call.arguments();
    long first = Integer.toUnsignedLong(arguments.get(0));
    long last = Integer.toUnsignedLong(arguments.get(arguments.size() - 1));
    long second = arguments.size() > 1 ? Integer.toUnsignedLong(arguments.get(1)) : 0;
    return switch (call.export()) {
      case "grow" -> grow(a, first, MOST_OF_A);
      case "grow_without_limit" -> grow(b, first, 10_000_000);
      case "grow_references" -> grow(new ArrayList<>(Arrays.asList(-1, -1)), first, 10_000_000);
      case "get" -> first < a.size() ? "[0]" : OUT_OF_BOUNDS;
      case "set" -> write(a, first, Collections.nCopies(1, 5), 0, 1);
      case "call" ->
          first < a.size() ? a.subList((int) first, (int) first + 1) + "" : "undefined element";
      case "fill" -> fill(a, first, 5, last);
      case "fill_references" -> fill(new ArrayList<>(Arrays.asList(-1, -1)), first, -1, last);
      case "fill_twice" -> {
        b.set(0, -1);
        a.set(2, a.get(1));
        a.set(1, a.get(0));
        yield fill(a, first, 4, last);
      }
      case "copy" -> write(a, first, List.copyOf(a), second, last);
      case "copy_to_smaller" -> write(b, first, List.copyOf(a), second, last);
      case "copy_to_larger" -> write(a, first, List.copyOf(b), second, last);
      case "init" -> write(a, first, A, second, last);
      case "init_dropped" -> write(a, first, List.of(), second, last);
      default -> throw new IllegalArgumentException(call.export());
    };
  }

  private static String grow(List<Integer> table, long slots, long most) {
    int before = table.size();
    if (before + slots > most) {
      return "[-1]";
    }
    table.addAll(Collections.nCopies((int) slots, 1));
    return "[" + before + "]";
  }

  private static String fill(List<Integer> table, long to, int value, long length) {
    return to + length > table.size()
        ? OUT_OF_BOUNDS
        : write(table, to, Collections.nCopies((int) length, value), 0, length);
  }

  private static String write(
      List<Integer> table, long to, List<Integer> source, long from, long length) {
    if (to + length > table.size() || from + length > source.size()) {
      return OUT_OF_BOUNDS;
    }
    for (int i = 0; i < length; i++) {
      table.set((int) to + i, source.get((int) from + i));
    }
    return "[]";
  }
}

package dev.radicchio.corpus;

import dev.radicchio.Alone;
import dev.radicchio.GuestFunction;
import dev.radicchio.Host;
import dev.radicchio.fixture.Fixture;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.BiFunction;
import java.util.stream.Stream;

/**
 * The calls that a program is tested with, and what each gives if every module computes what it
 * computes alone.
 *
 * @param initialOutput what initializing the program prints
 */
public record Scenario(String initialOutput, List<Step> steps) {
  /** The instance of a module that has nothing to do with the row's, between its instances. */
  static final String OTHER = "other";

  /** The fixture that the other instance is of: data of several pages, all of which it sums. */
  static final String OTHER_FIXTURE = "large.relocs";

  private static final List<String> OTHER_BEFORE = List.of("put 0 1", "put 19999 77", "checksum");
  private static final List<String> OTHER_AFTER = List.of("checksum", "last_value");

  private static final Map<Row, Answers> ALONE = new ConcurrentHashMap<>();
  private static final Answers OTHER_ALONE =
      Answers.of(
          Fixture.bytes(OTHER_FIXTURE),
          Stream.concat(OTHER_BEFORE.stream(), OTHER_AFTER.stream())
              .map(line -> GuestCall.parse(line, Corpus.functions(Fixture.bytes(OTHER_FIXTURE))))
              .toList());

  public Scenario {
    steps = List.copyOf(steps);
  }

  /** A call of one instance and what must come of it. */
  public record Step(String instance, GuestCall call, String expected) {
    @Override
    public String toString() {
      return instance + "!" + call;
    }
  }

  /** What a module answers to its calls alone. */
  private record Answers(String initialOutput, List<GuestCall> calls, List<String> results) {
    static Answers of(byte[] module, List<GuestCall> calls) {
      try (Host host = new Host()) {
        Alone alone = Alone.run(module, host);
        String initialOutput = GuestCall.printed(host);
        List<String> results = new ArrayList<>();
        for (GuestCall call : calls) {
          results.add(call.run(alone.function(call.export())::apply, host));
        }
        return new Answers(initialOutput, calls, results);
      }
    }

    static Answers of(Row row) {
      return of(Corpus.bytes(row), Corpus.calls(row));
    }

    Step step(String instance, int call) {
      return new Step(instance, calls.get(call), results.get(call));
    }
  }

  /** All calls of a row on one instance. */
  public static Scenario of(Row row, String instance) {
    return new Scenario(answers(row).initialOutput, interleaved(row, List.of(instance)));
  }

  /** Each call of a row on one instance after the other. */
  public static Scenario of(Row row, List<String> instances) {
    return new Scenario(
        answers(row).initialOutput.repeat(instances.size()), interleaved(row, instances));
  }

  /** Each call of a row on one instance after the other, around them those of the other module. */
  static Scenario withOther(Row row, List<String> instances) {
    List<Step> steps = new ArrayList<>();
    for (int i = 0; i < OTHER_BEFORE.size(); i++) {
      steps.add(OTHER_ALONE.step(OTHER, i));
    }
    steps.addAll(interleaved(row, instances));
    for (int i = 0; i < OTHER_AFTER.size(); i++) {
      steps.add(OTHER_ALONE.step(OTHER, OTHER_BEFORE.size() + i));
    }
    return new Scenario(answers(row).initialOutput.repeat(instances.size()), steps);
  }

  private static Answers answers(Row row) {
    return ALONE.computeIfAbsent(row, Answers::of);
  }

  private static List<Step> interleaved(Row row, List<String> instances) {
    Answers answers = answers(row);
    List<Step> steps = new ArrayList<>();
    for (int i = 0; i < answers.calls.size(); i++) {
      for (String instance : instances) {
        steps.add(answers.step(instance, i));
      }
    }
    return steps;
  }

  /** The expected results, that of initializing the program first. */
  List<String> expected() {
    List<String> expected = new ArrayList<>(List.of(initialOutput));
    steps.forEach(step -> expected.add(step.expected));
    return expected;
  }

  /**
   * Runs all calls in a program that was just initialized.
   *
   * @param functions gives the function of an instance by the names of both
   * @return the results, that of initializing the program first
   */
  public List<String> run(BiFunction<String, String, GuestFunction> functions, Host host) {
    List<String> results = new ArrayList<>(List.of(GuestCall.printed(host)));
    for (Step step : steps) {
      GuestFunction function = functions.apply(step.instance, step.call.export());
      results.add(step.call.run(function, host));
    }
    return results;
  }

  /** Where results are others than those expected; empty if nowhere. */
  public List<String> differences(List<String> results) {
    List<String> expected = expected();
    List<String> differences = new ArrayList<>();
    for (int i = 0; i < Math.max(expected.size(), results.size()); i++) {
      String wanted = i < expected.size() ? expected.get(i) : "no call";
      String found = i < results.size() ? results.get(i) : "no result";
      if (!wanted.equals(found)) {
        String call = i == 0 || i > steps.size() ? "initialize" : steps.get(i - 1).toString();
        differences.add(call + " = " + found + ", alone " + wanted);
      }
    }
    return differences;
  }
}

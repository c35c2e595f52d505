package dev.radicchio.example.benchmarks;

import static java.util.Objects.requireNonNull;

import dev.radicchio.example.benchmarks.Figure.Score;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.profile.GCProfiler;
import org.openjdk.jmh.results.Result;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.format.OutputFormatFactory;
import org.openjdk.jmh.runner.options.ChainedOptionsBuilder;
import org.openjdk.jmh.runner.options.Options;
import org.openjdk.jmh.runner.options.OptionsBuilder;
import org.openjdk.jmh.runner.options.TimeValue;
import org.openjdk.jmh.runner.options.VerboseMode;

/**
 * Runs the benchmarks, prints tables of their scores and of the {@linkplain Figures figures} made
 * of them, and writes the figures to {@code ratios.json}.
 *
 * <p>All benchmarks run in each of a few rounds, and the median counts: what else the machine does
 * for a while then disturbs all of them, and moves no ratio by much.
 */
public final class Benchmarks {
  private static final String BYTES = "gc.alloc.rate.norm";

  private Benchmarks() {}

  /**
   * Runs them.
   *
   * @param arguments the directory for the output, a regular expression of the benchmarks to run,
   *     and whether the run is to be short and its numbers rough
   */
  public static void main(String[] arguments) throws RunnerException, IOException {
    Path output = Files.createDirectories(Path.of(arguments[0]));
    boolean quick = Boolean.parseBoolean(arguments[2]);
    List<RunResult> results =
        run(options(arguments[1], quick), quick ? 1 : 3, output.resolve("jmh.log"));
    Map<String, Score> scores = scores(results);
    List<Figure> figures = new ArrayList<>(Figures.ALL);
    figures.removeIf(figure -> !scores.keySet().containsAll(figure.benchmarks()));
    System.out.print(table(scores) + "\n" + table(figures, scores));
    Files.writeString(output.resolve("ratios.json"), json(figures, scores));
  }

  private static Options options(String only, boolean quick) {
    TimeValue iteration = TimeValue.milliseconds(quick ? 300 : 500);
    ChainedOptionsBuilder options = new OptionsBuilder();
    if (!NodeKernels.present()) {
      System.out.println("There is no node here, hence no ratio that compares with V8.");
      options.exclude("KernelBenchmark.node");
    }
    if (!GraalKernels.present()) {
      System.out.println("GraalWasm needs JDK 21, hence no ratio that compares with it.");
      options.exclude("KernelBenchmark.graal");
    }
    return options
        .include(only)
        .mode(Mode.AverageTime)
        .timeUnit(TimeUnit.MICROSECONDS)
        .forks(1)
        .warmupIterations(quick ? 4 : 5)
        .warmupTime(iteration)
        .measurementIterations(5)
        .measurementTime(iteration)
        .addProfiler(GCProfiler.class)
        .addProfiler(Parts.class)
        .shouldFailOnError(true)
        .build();
  }

  private static List<RunResult> run(Options options, int rounds, Path log)
      throws RunnerException, IOException {
    List<RunResult> results = new ArrayList<>();
    try (PrintStream out =
        new PrintStream(Files.newOutputStream(log), true, StandardCharsets.UTF_8)) {
      for (int i = 0; i < rounds; i++) {
        results.addAll(
            new Runner(options, OutputFormatFactory.createFormatInstance(out, VerboseMode.NORMAL))
                .run());
      }
    }
    return results;
  }

  private static Map<String, Score> scores(List<RunResult> results) {
    Map<String, List<RunResult>> rounds =
        results.stream()
            .collect(
                Collectors.groupingBy(
                    result -> simpleName(result.getParams().getBenchmark()),
                    TreeMap::new,
                    Collectors.toList()));
    Map<String, Score> scores = new TreeMap<>();
    rounds.forEach(
        (name, ofName) -> {
          scores.put(
              name,
              new Score(
                  median(ofName, RunResult::getPrimaryResult), median(ofName, secondary(BYTES))));
          for (String part : ofName.get(0).getSecondaryResults().keySet()) {
            if (part.startsWith(Parts.PREFIX)) {
              scores.put(
                  name + ":" + part.substring(Parts.PREFIX.length()),
                  new Score(median(ofName, secondary(part)), Double.NaN));
            }
          }
        });
    return scores;
  }

  private static Function<RunResult, Result<?>> secondary(String name) {
    return result -> requireNonNull(result.getSecondaryResults().get(name));
  }

  /** The median over all iterations of all rounds. */
  private static double median(List<RunResult> rounds, Function<RunResult, Result<?>> measured) {
    List<Double> values = new ArrayList<>();
    for (RunResult round : rounds) {
      measured
          .apply(round)
          .getStatistics()
          .getRawData()
          .forEachRemaining(entry -> values.add(entry.getKey()));
    }
    values.sort(Comparator.naturalOrder());
    return values.get(values.size() / 2);
  }

  /** {@code a.package.Type.method} without the package. */
  static String simpleName(String benchmark) {
    return benchmark.substring(benchmark.lastIndexOf('.', benchmark.lastIndexOf('.') - 1) + 1);
  }

  private static String table(Map<String, Score> scores) {
    StringBuilder table =
        new StringBuilder("| benchmark | µs/op | B/op |\n| --- | ---: | ---: |\n");
    scores.forEach(
        (name, score) ->
            table.append(
                String.format(
                    Locale.ROOT,
                    "| `%s` | %.3f | %s |\n",
                    name,
                    score.microseconds(),
                    Double.isNaN(score.bytes())
                        ? ""
                        : String.format(Locale.ROOT, "%.2f", score.bytes()))));
    return table.toString();
  }

  private static String table(List<Figure> figures, Map<String, Score> scores) {
    StringBuilder table =
        new StringBuilder("| ratio | value | required | |\n| --- | ---: | --- | --- |\n");
    for (Figure figure : figures) {
      double value = figure.value(scores);
      table.append(
          String.format(
              Locale.ROOT,
              "| `%s` | %.3f | %s | %s |\n",
              figure.name(),
              value,
              figure.bound(),
              figure.bound().holds(value) ? "" : "**missed**"));
    }
    return table.toString();
  }

  private static String json(List<Figure> figures, Map<String, Score> scores) {
    List<String> members = new ArrayList<>();
    for (Figure figure : figures) {
      members.add(
          String.format(Locale.ROOT, "  \"%s\": %.4f", figure.name(), figure.value(scores)));
    }
    return "{\n" + String.join(",\n", members) + "\n}\n";
  }
}

package dev.radicchio.example.benchmarks;

import dev.radicchio.example.benchmarks.Figure.Score;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.profile.GCProfiler;
import org.openjdk.jmh.results.Result;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.OptionsBuilder;
import org.openjdk.jmh.runner.options.TimeValue;

/**
 * Runs the benchmarks, prints tables of their scores and of the {@linkplain Figures figures} made
 * of them, and writes the figures to {@code ratios.json}.
 */
public final class Benchmarks {
  private static final String QUICK = "bench.quick";
  private static final String BYTES = "gc.alloc.rate.norm";

  private Benchmarks() {}

  /**
   * Runs them.
   *
   * @param arguments the directory for the output, and a regular expression of the benchmarks to
   *     run
   */
  public static void main(String[] arguments) throws RunnerException, IOException {
    Path output = Files.createDirectories(Path.of(arguments[0]));
    Map<String, Score> scores = scores(run(output, arguments[1]));
    List<Figure> figures = new ArrayList<>(Figures.ALL);
    figures.removeIf(figure -> !scores.keySet().containsAll(figure.benchmarks()));
    printScores(scores, System.out);
    printFigures(figures, scores, System.out);
    Files.writeString(output.resolve("ratios.json"), json(figures, scores));
  }

  private static Collection<RunResult> run(Path output, String only) throws RunnerException {
    boolean quick = Boolean.getBoolean(QUICK);
    TimeValue iteration = TimeValue.milliseconds(quick ? 500 : 1000);
    return new Runner(
            new OptionsBuilder()
                .include(only)
                .mode(Mode.AverageTime)
                .timeUnit(TimeUnit.NANOSECONDS)
                .forks(quick ? 1 : 3)
                .warmupIterations(quick ? 4 : 5)
                .warmupTime(iteration)
                .measurementIterations(quick ? 4 : 5)
                .measurementTime(iteration)
                .addProfiler(GCProfiler.class)
                .shouldFailOnError(true)
                .output(output.resolve("jmh.log").toString())
                .build())
        .run();
  }

  private static Map<String, Score> scores(Collection<RunResult> results) {
    Map<String, Score> scores = new TreeMap<>();
    for (RunResult result : results) {
      Result<?> bytes = result.getSecondaryResults().get(BYTES);
      scores.put(
          simpleName(result.getParams().getBenchmark()),
          new Score(
              result.getPrimaryResult().getScore(), bytes == null ? Double.NaN : bytes.getScore()));
    }
    return scores;
  }

  /** {@code a.package.Type.method} without the package. */
  private static String simpleName(String benchmark) {
    return benchmark.substring(benchmark.lastIndexOf('.', benchmark.lastIndexOf('.') - 1) + 1);
  }

  private static void printScores(Map<String, Score> scores, PrintStream out) {
    out.printf("%n| benchmark | µs/op | B/op |%n| --- | ---: | ---: |%n");
    scores.forEach(
        (name, score) ->
            out.printf(
                Locale.ROOT,
                "| `%s` | %.3f | %.2f |%n",
                name,
                score.nanoseconds() / 1000,
                score.bytes()));
  }

  private static void printFigures(
      List<Figure> figures, Map<String, Score> scores, PrintStream out) {
    out.printf("%n| ratio | value | required | |%n| --- | ---: | --- | --- |%n");
    for (Figure figure : figures) {
      double value = figure.value(scores);
      out.printf(
          Locale.ROOT,
          "| `%s` | %.3f | %s | %s |%n",
          figure.name(),
          value,
          figure.bound(),
          figure.bound().holds(value) ? "" : "**missed**");
    }
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

package dev.radicchio.example.benchmarks;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.openjdk.jmh.infra.BenchmarkParams;
import org.openjdk.jmh.infra.IterationParams;
import org.openjdk.jmh.profile.InternalProfiler;
import org.openjdk.jmh.results.AggregationPolicy;
import org.openjdk.jmh.results.IterationResult;
import org.openjdk.jmh.results.Result;
import org.openjdk.jmh.results.ScalarResult;

/**
 * What the parts of an operation take, which the operation measures itself: a JVM for each part of
 * each benchmark would take several minutes to start and warm up. A part counts as the median of
 * all its times in an iteration.
 */
public final class Parts implements InternalProfiler {
  /** Begins the names of parts among the other results of JMH. */
  static final String PREFIX = "part:";

  private static final Map<String, List<Double>> VALUES = new TreeMap<>();

  /** Of an operation of several parts. */
  interface Part {
    void run();
  }

  /** Runs a part and notes how long that took. */
  static void time(String name, Part part) {
    long start = System.nanoTime();
    part.run();
    note(name, (System.nanoTime() - start) / 1e3);
  }

  /** Notes what was measured elsewhere, in microseconds if it is a time. */
  static void note(String name, double value) {
    VALUES.computeIfAbsent(name, key -> new ArrayList<>()).add(value);
  }

  @Override
  public String getDescription() {
    return "Parts of operations";
  }

  @Override
  public void beforeIteration(BenchmarkParams benchmark, IterationParams iteration) {
    VALUES.clear();
  }

  @Override
  public Collection<? extends Result<?>> afterIteration(
      BenchmarkParams benchmark, IterationParams iteration, IterationResult result) {
    List<Result<?>> results = new ArrayList<>();
    VALUES.forEach(
        (name, values) -> {
          values.sort(null);
          results.add(
              new ScalarResult(
                  PREFIX + name, values.get(values.size() / 2), "us", AggregationPolicy.AVG));
        });
    return results;
  }
}

package dev.radicchio.example.benchmarks;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * A number that says how fast something is on any machine, and what is required of it.
 *
 * <p>Benchmarks are named by class and method, {@code HeapBenchmark.javaOnHeap}, and parts of them
 * by that and the part: {@code KernelBenchmark.linked:sieve}.
 */
sealed interface Figure {
  String name();

  Bound bound();

  /** The benchmarks that it is made of. */
  Set<String> benchmarks();

  /**
   * Its value.
   *
   * @param scores those of all its benchmarks
   */
  double value(Map<String, Score> scores);

  /**
   * What one benchmark measured: the time and the bytes that it allocates each time, which of its
   * {@linkplain Parts parts} is not known.
   */
  record Score(double microseconds, double bytes) {}

  /** What is required: at least a number, at most one, or nothing. */
  record Bound(double least, double most) {
    static Bound none() {
      return new Bound(Double.NEGATIVE_INFINITY, Double.POSITIVE_INFINITY);
    }

    static Bound atLeast(double least) {
      return new Bound(least, Double.POSITIVE_INFINITY);
    }

    static Bound atMost(double most) {
      return new Bound(Double.NEGATIVE_INFINITY, most);
    }

    boolean holds(double value) {
      return least <= value && value <= most;
    }

    @Override
    public String toString() {
      if (least != Double.NEGATIVE_INFINITY) {
        return ">= " + least;
      }
      return most != Double.POSITIVE_INFINITY ? "<= " + most : "";
    }
  }

  /** The time of one benchmark in times of another. */
  record Ratio(String name, String numerator, String denominator, Bound bound) implements Figure {
    @Override
    public Set<String> benchmarks() {
      return Set.of(numerator, denominator);
    }

    @Override
    public double value(Map<String, Score> scores) {
      return of(numerator, scores).microseconds / of(denominator, scores).microseconds;
    }
  }

  /** The geometric mean of ratios. */
  record GeometricMean(String name, List<Ratio> ratios, Bound bound) implements Figure {
    @Override
    public Set<String> benchmarks() {
      return allBenchmarks(ratios);
    }

    @Override
    public double value(Map<String, Score> scores) {
      double logarithms = 0;
      for (Ratio ratio : ratios) {
        logarithms += Math.log(ratio.value(scores));
      }
      return Math.exp(logarithms / ratios.size());
    }
  }

  /** The least of ratios. */
  record Least(String name, List<Ratio> ratios, Bound bound) implements Figure {
    @Override
    public Set<String> benchmarks() {
      return allBenchmarks(ratios);
    }

    @Override
    public double value(Map<String, Score> scores) {
      return ratios.stream().mapToDouble(ratio -> ratio.value(scores)).min().orElseThrow();
    }
  }

  /** The most of ratios. */
  record Most(String name, List<Ratio> ratios, Bound bound) implements Figure {
    @Override
    public Set<String> benchmarks() {
      return allBenchmarks(ratios);
    }

    @Override
    public double value(Map<String, Score> scores) {
      return ratios.stream().mapToDouble(ratio -> ratio.value(scores)).max().orElseThrow();
    }
  }

  /** What was measured, as it is. */
  record Value(String name, String benchmark) implements Figure {
    @Override
    public Bound bound() {
      return Bound.none();
    }

    @Override
    public Set<String> benchmarks() {
      return Set.of(benchmark);
    }

    @Override
    public double value(Map<String, Score> scores) {
      return of(benchmark, scores).microseconds;
    }
  }

  /** The bytes that a benchmark allocates each time that it runs. */
  record Allocation(String name, String benchmark, Bound bound) implements Figure {
    @Override
    public Set<String> benchmarks() {
      return Set.of(benchmark);
    }

    @Override
    public double value(Map<String, Score> scores) {
      return of(benchmark, scores).bytes;
    }
  }

  private static Set<String> allBenchmarks(List<Ratio> ratios) {
    return ratios.stream()
        .flatMap(ratio -> ratio.benchmarks().stream())
        .collect(Collectors.toUnmodifiableSet());
  }

  private static Score of(String benchmark, Map<String, Score> scores) {
    Score score = scores.get(benchmark);
    if (score == null) {
      throw new IllegalArgumentException("no benchmark " + benchmark + " has run");
    }
    return score;
  }
}

package dev.radicchio.example.benchmarks;

import dev.radicchio.example.benchmarks.Figure.Allocation;
import dev.radicchio.example.benchmarks.Figure.Bound;
import dev.radicchio.example.benchmarks.Figure.GeometricMean;
import dev.radicchio.example.benchmarks.Figure.Ratio;
import java.util.List;

/** All that is reported, in the order of the table. */
final class Figures {
  /** What a benchmark may seem to allocate, since the JVM itself does so beside it. */
  private static final double NOTHING = 1;

  private static final Ratio GUEST_DLMALLOC =
      new Ratio(
          "guest_dlmalloc_vs_heap_by_guest",
          "HeapBenchmark.guestOnDlmalloc",
          "HeapBenchmark.guestOnHeap",
          Bound.atLeast(1));
  private static final Ratio JAVA_DLMALLOC =
      new Ratio(
          "guest_dlmalloc_vs_heap_by_java",
          "HeapBenchmark.javaOnDlmalloc",
          "HeapBenchmark.javaOnHeap",
          Bound.atLeast(1));

  static final List<Figure> ALL =
      List.of(
          GUEST_DLMALLOC,
          JAVA_DLMALLOC,
          new GeometricMean(
              "guest_dlmalloc_vs_heap", List.of(GUEST_DLMALLOC, JAVA_DLMALLOC), Bound.atLeast(1)),
          new Ratio(
              "struct_vs_raw", "StructBenchmark.struct", "StructBenchmark.raw", Bound.atMost(1.05)),
          new Ratio(
              "struct_vs_strided",
              "StructBenchmark.struct",
              "StructBenchmark.strided",
              Bound.none()),
          new Allocation("struct_bytes_per_op", "StructBenchmark.struct", Bound.atMost(NOTHING)),
          new Allocation("raw_bytes_per_op", "StructBenchmark.raw", Bound.atMost(NOTHING)));

  private Figures() {}
}

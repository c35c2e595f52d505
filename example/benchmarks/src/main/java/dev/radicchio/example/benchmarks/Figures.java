package dev.radicchio.example.benchmarks;

import dev.radicchio.example.benchmarks.Figure.Allocation;
import dev.radicchio.example.benchmarks.Figure.Bound;
import dev.radicchio.example.benchmarks.Figure.GeometricMean;
import dev.radicchio.example.benchmarks.Figure.Least;
import dev.radicchio.example.benchmarks.Figure.Most;
import dev.radicchio.example.benchmarks.Figure.Ratio;
import dev.radicchio.example.benchmarks.Figure.Value;
import java.util.Collection;
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
          new Ratio(
              "stub_vs_direct", "StubBenchmark.stub", "StubBenchmark.direct", Bound.atMost(1.3)),
          new Ratio(
              "export_function_vs_stub",
              "StubBenchmark.exportFunction",
              "StubBenchmark.stub",
              Bound.atLeast(5)),
          new Allocation("bytes_per_10000_stub_calls", "StubBenchmark.stub", Bound.atMost(NOTHING)),
          new Ratio(
              "cross_call_vs_inner_call",
              "CallBenchmark.cross",
              "CallBenchmark.inner",
              Bound.atMost(1.1)),
          new Ratio(
              "two_chicory_instances_vs_cross_call",
              "CallBenchmark.betweenInstances",
              "CallBenchmark.cross",
              Bound.atLeast(8)),
          new Allocation("bytes_per_call_from_java", "CallBenchmark.fromJava", Bound.none()),
          new Allocation("bytes_per_10000_cross_calls", "CallBenchmark.cross", Bound.none()),
          new Ratio(
              "indirect_call_big_vs_small_image",
              "DispatchBenchmark.big",
              "DispatchBenchmark.small",
              Bound.atMost(1.5)),
          new GeometricMean(
              "default_memory_vs_flat",
              ofParts("MemoryBenchmark.byteBuffer", "MemoryBenchmark.flat", MemoryBenchmark.PARTS),
              Bound.atLeast(1.8)),
          new GeometricMean(
              "bytearray_memory_vs_flat",
              ofParts("MemoryBenchmark.byteArray", "MemoryBenchmark.flat", MemoryBenchmark.PARTS),
              Bound.atLeast(1.3)),
          new Least(
              "parse_vs_link",
              List.of(
                  ratio("LinkBenchmark.parseSmall", "LinkBenchmark.linkSmall"),
                  ratio("LinkBenchmark.parseLarge", "LinkBenchmark.linkLarge")),
              Bound.atLeast(3)),
          new Value("link_megabytes_per_second", "LinkBenchmark.linkLarge:megabytes_per_second"),
          new Ratio(
              "runtime_compile_vs_precompiled_start",
              "StartBenchmark.compiledAtRunTime",
              "StartBenchmark.precompiled",
              Bound.atLeast(5)),
          new Ratio(
              "precompiled_start_vs_java",
              "StartBenchmark.precompiled",
              "StartBenchmark.java",
              Bound.atMost(1.5)),
          new Least(
              "copy_vs_shared_pipeline",
              List.of(
                  ratio("CopyBenchmark.pipelineByteArray", "CopyBenchmark.pipelineShared"),
                  ratio("CopyBenchmark.pipelineByteBuffer", "CopyBenchmark.pipelineShared")),
              Bound.atLeast(1.5)),
          new Least(
              "copy_vs_shared_handoff",
              List.of(
                  ratio("CopyBenchmark.handoffByteArray", "CopyBenchmark.handoffShared"),
                  ratio("CopyBenchmark.handoffByteBuffer", "CopyBenchmark.handoffShared")),
              Bound.atLeast(1000)),
          kernels("kernels_vs_v8", "linked", "node", Bound.atMost(1.6)),
          kernels("kernels_chicory_vs_linked", "chicory", "linked", Bound.none()),
          kernels("kernels_endive_vs_linked", "endive", "linked", Bound.none()),
          kernels("kernels_graalwasm_vs_linked", "graal", "linked", Bound.none()),
          kernels(
              "kernels_endive_engine_vs_chicory_engine", "linkedOnEndive", "linked", Bound.none()),
          kernels("rebased_vs_absolute", "rebased", "absolute", Bound.atMost(1.1)),
          new Most(
              "rebased_vs_absolute_most", ofKernels("rebased", "absolute"), Bound.atMost(1.25)),
          kernels("reaching_below_vs_absolute", "reachingBelow", "absolute", Bound.none()),
          new Ratio(
              "link_rebased_vs_absolute",
              "LinkBenchmark.linkRebased",
              "LinkBenchmark.linkAbsolute",
              Bound.atMost(1.5)),
          new Value("microseconds_per_1000_programs", "ProgramsBenchmark.thousand"),
          new Value("bytes_per_idle_program", "ProgramsBenchmark.thousand:bytes_per_idle_program"),
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

  private static Ratio ratio(String numerator, String denominator) {
    return new Ratio(numerator, numerator, denominator, Bound.none());
  }

  private static List<Ratio> ofParts(
      String numerator, String denominator, Collection<String> parts) {
    return parts.stream()
        .map(part -> ratio(numerator + ":" + part, denominator + ":" + part))
        .toList();
  }

  private static GeometricMean kernels(
      String name, String numerator, String denominator, Bound bound) {
    return new GeometricMean(name, ofKernels(numerator, denominator), bound);
  }

  private static List<Ratio> ofKernels(String numerator, String denominator) {
    return ofParts(
        "KernelBenchmark." + numerator, "KernelBenchmark." + denominator, Kernels.RESULTS.keySet());
  }
}

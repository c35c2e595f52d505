package dev.radicchio.example.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;

import dev.radicchio.example.benchmarks.HeapBenchmark.InGuest;
import dev.radicchio.example.benchmarks.HeapBenchmark.InJava;
import org.junit.jupiter.api.Test;

/** What is compared does the same. */
final class PeersTest {
  @Test
  void allHeapsServeTheSameTrace() {
    HeapBenchmark benchmark = new HeapBenchmark();
    InJava java = new InJava();
    InGuest guest = new InGuest();
    assertThat(benchmark.guestOnHeap(java))
        .isEqualTo(benchmark.guestOnDlmalloc(guest))
        .isEqualTo(benchmark.javaOnHeap(java))
        .isEqualTo(benchmark.javaOnDlmalloc(guest))
        .isBetween(AllocationTrace.OPERATIONS / 2, AllocationTrace.OPERATIONS);
    assertThat(java.program.heap().statistics().liveBlocks()).isZero();
    assertThat(java.program.heap().statistics().peakBytes()).isPositive();
    java.close();
    guest.close();
  }

  @Test
  void allLoopsOverStructsReadAndWriteTheSame() {
    StructBenchmark benchmark = new StructBenchmark();
    byte[] before = benchmark.bytes();
    int sum = benchmark.struct();
    byte[] after = benchmark.bytes();
    assertThat(sum).isEqualTo(999 * 1000 / 2);
    assertThat(after).isNotEqualTo(before);

    StructBenchmark raw = new StructBenchmark();
    assertThat(raw.raw()).isEqualTo(sum);
    assertThat(raw.bytes()).isEqualTo(after);

    StructBenchmark strided = new StructBenchmark();
    assertThat(strided.strided()).isEqualTo(sum);
    assertThat(strided.bytes()).isEqualTo(after);
  }
}

package dev.radicchio.example.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

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

  @Test
  void allCallsComputeTheSame() {
    CallBenchmark benchmark = new CallBenchmark();
    CallBenchmark.Linked linked = new CallBenchmark.Linked();
    assertThat(benchmark.inner(linked))
        .isEqualTo(benchmark.cross(linked))
        .isEqualTo(benchmark.betweenInstances(new CallBenchmark.Two()))
        .isNotZero();
  }

  @Test
  void allMemoriesHoldTheSame() {
    MemoryBenchmark benchmark = new MemoryBenchmark();
    assertThat(benchmark.flat(new MemoryBenchmark.Flat()))
        .isEqualTo(benchmark.byteArray(new MemoryBenchmark.ByteArrays()))
        .isEqualTo(benchmark.byteBuffer(new MemoryBenchmark.ByteBuffers()))
        .hasSize(MemoryBenchmark.PARTS.size() / 2);
  }

  @Test
  void whatIsCopiedIsWhatIsShared() {
    CopyBenchmark benchmark = new CopyBenchmark();
    CopyBenchmark.Shared shared = new CopyBenchmark.Shared();
    CopyBenchmark.ByteArrays arrays = new CopyBenchmark.ByteArrays();
    CopyBenchmark.ByteBuffers buffers = new CopyBenchmark.ByteBuffers();
    assertThat(benchmark.handoffShared(shared))
        .isEqualTo(benchmark.handoffByteArray(arrays))
        .isEqualTo(benchmark.handoffByteBuffer(buffers))
        .isNotZero();
    assertThat(benchmark.pipelineShared(shared))
        .isEqualTo(benchmark.pipelineByteArray(arrays))
        .isEqualTo(benchmark.pipelineByteBuffer(buffers))
        .isNotZero();
  }

  @Test
  void kernelsComputeWhatJavaDoes() {
    KernelBenchmark benchmark = new KernelBenchmark();
    benchmark.linked(new KernelBenchmark.Linked());
    benchmark.chicory(new KernelBenchmark.Chicory());
    benchmark.endive(new KernelBenchmark.Endive());
    assertThatThrownBy(() -> Kernels.check("sieve", 1)).hasMessageContaining("sieve computed 1");
  }

  @Test
  void linksWhatIsParsed() {
    LinkBenchmark.Large inputs = new LinkBenchmark.Large();
    LinkBenchmark benchmark = new LinkBenchmark();
    assertThat(benchmark.linkLarge(inputs).layout().instances())
        .hasSameSizeAs(benchmark.parseLarge(inputs));
  }
}

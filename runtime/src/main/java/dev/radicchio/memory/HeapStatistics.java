package dev.radicchio.memory;

import java.util.Map;

/**
 * What is allocated from a heap. Bytes are those of the blocks, whose sizes are rounded up.
 *
 * @param liveBlocks blocks allocated and not freed
 * @param liveBytes their bytes
 * @param peakBytes the most that {@code liveBytes} ever was
 * @param instances what each instance allocated, by its name, where the heap knows; Java's own has
 *     the name {@code ""}
 */
public record HeapStatistics(
    long liveBlocks, long liveBytes, long peakBytes, Map<String, Usage> instances) {
  public HeapStatistics {
    instances = Map.copyOf(instances);
  }

  /** What one instance allocated and nobody freed. */
  public record Usage(long blocks, long bytes) {}
}

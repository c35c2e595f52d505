package dev.radicchio.example.integration.javaheap;

import dev.radicchio.memory.HeapStatistics;
import dev.radicchio.memory.Slice;

/** A text that one module allocates, another replaces, and Java frees. */
public final class Main {
  private Main() {}

  public static void main(String[] arguments) {
    try (Crowd crowd = LinkedCrowd.link()) {
      Slice text = crowd.repeat().repeat("ho", 3); // allocated by one module
      Slice louder = crowd.shout().shout(text); // freed by another, which allocated this
      System.out.println(louder.utf8());
      crowd.heap().free(louder.address()); // freed by Java
      HeapStatistics heap = crowd.heap().statistics();
      System.out.println(heap.liveBlocks() + " live blocks, peak " + heap.peakBytes() + " bytes");
    }
  }
}

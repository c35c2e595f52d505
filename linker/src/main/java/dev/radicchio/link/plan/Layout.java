package dev.radicchio.link.plan;

import java.util.List;

/**
 * Where everything of a program is.
 *
 * @param stackLow lowest address of the shared stack
 * @param stackHigh the address after it, which the stack pointer starts with
 * @param heapBase first address of the heap
 * @param heap who manages the heap, and what is the heap's from the start
 * @param initialPages pages of 64 KiB that the memory starts with
 * @param maxPages pages that the memory may grow to, or 0 where the program sets no limit
 * @param tableSlots slots that the program's table starts with, slot 0 and others that are null
 *     included
 * @param regions all regions by address; what lies between two is padding
 * @param instances the instances in the order in which they were added
 * @param stackPointers the globals of the image that are stack pointers, by index: the shared
 *     stack's, if any instance uses it, and those of instances that have a stack of their own
 */
public record Layout(
    long stackLow,
    long stackHigh,
    long heapBase,
    HeapLayout heap,
    int initialPages,
    int maxPages,
    int tableSlots,
    List<Region> regions,
    List<InstanceLayout> instances,
    List<Integer> stackPointers) {
  /** Bytes of a page. */
  public static final int PAGE_BYTES = 65536;

  /** The most pages that a memory has. */
  public static final int MAX_PAGES = 65536;

  public Layout {
    regions = List.copyOf(regions);
    instances = List.copyOf(instances);
    stackPointers = List.copyOf(stackPointers);
  }

  /**
   * The layout of one instance.
   *
   * @throws IllegalArgumentException if the program has no such instance
   */
  public InstanceLayout instance(String name) {
    return instances.stream()
        .filter(instance -> instance.name().equals(name))
        .findFirst()
        .orElseThrow(() -> new IllegalArgumentException("no instance named " + name));
  }

  /**
   * The memory map as text: a line for each region, then one for each instance; lines end with
   * {@code \n}.
   */
  public String describe() {
    return MemoryMap.of(this);
  }
}

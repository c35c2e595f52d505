package dev.radicchio.link.place;

import dev.radicchio.link.input.Instance;
import dev.radicchio.link.plan.Layout;
import dev.radicchio.link.plan.Region;
import dev.radicchio.link.problem.Problem;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;

/**
 * The memory of a program, laid out.
 *
 * @param stack where the shared stack is
 * @param heapBase the first address above everything that has a place
 * @param initialPages the pages that the memory starts with
 * @param places where the data of each instance is, by its number
 * @param occupied all ranges that have an owner, by address, but for the guard and the heap
 * @param requested the addresses of the regions that were asked for, by the names of their imports
 * @param problems what is in the way of what
 */
public record Memory(
    Region stack,
    long heapBase,
    int initialPages,
    List<Region> occupied,
    List<DataPlace> places,
    Map<String, Long> requested,
    List<Problem> problems) {
  public Memory {
    occupied = List.copyOf(occupied);
    places = List.copyOf(places);
    requested = Map.copyOf(requested);
    problems = List.copyOf(problems);
  }

  Memory with(List<Problem> more) {
    List<Problem> all = new ArrayList<>(problems);
    all.addAll(more);
    return new Memory(stack, heapBase, initialPages, occupied, places, requested, all);
  }

  /** Where the data of an instance is. */
  public DataPlace of(Instance instance) {
    return places.get(instance.number());
  }

  /**
   * What is added to each address that the code of an instance uses; 0 unless it is rebased. A
   * multiple of the size of a page.
   */
  public long base(Instance instance) {
    return instance.isRebased() ? of(instance).distance() : 0;
  }

  /** The address of the region that an import means, if one was requested. */
  public OptionalInt requested(String importName) {
    Long address = requested.get(importName);
    return address == null ? OptionalInt.empty() : OptionalInt.of(address.intValue());
  }

  /** The end of the initial pages. */
  public long heapEnd() {
    return initialPages * (long) Layout.PAGE_BYTES;
  }

  /** All regions by address, the guard and the heap included. */
  public List<Region> regions() {
    List<Region> all = new ArrayList<>();
    long first = occupied.isEmpty() ? heapBase : occupied.get(0).start();
    if (first > 0) {
      all.add(new Region(Region.Kind.GUARD, null, 0, first));
    }
    all.addAll(occupied);
    all.add(new Region(Region.Kind.HEAP, null, heapBase, Math.max(heapBase, heapEnd())));
    return all;
  }
}

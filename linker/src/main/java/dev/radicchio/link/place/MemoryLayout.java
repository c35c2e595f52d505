package dev.radicchio.link.place;

import dev.radicchio.link.allocator.Allocation;
import dev.radicchio.link.allocator.HeapOwners;
import dev.radicchio.link.input.Alignment;
import dev.radicchio.link.input.Instance;
import dev.radicchio.link.input.LinkedMemory;
import dev.radicchio.link.input.Relocatability;
import dev.radicchio.link.input.StackNeed;
import dev.radicchio.link.input.StaticData;
import dev.radicchio.link.plan.Layout;
import dev.radicchio.link.plan.Region;
import dev.radicchio.link.plan.RegionRequest;
import dev.radicchio.link.problem.Problem;
import dev.radicchio.link.problem.ProblemCode;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/**
 * Lays out a program's memory, in the order that {@code docs/linking.md} gives.
 *
 * <p>The stack is first so that an overflow goes through the guard and below address 0, where it
 * traps, instead of running into data. The guard keeps address 0 free. The heap is last because it
 * alone grows. Modules that cannot be moved stay where they are and everything else goes around
 * them.
 */
final class MemoryLayout {
  private static final long GUARD_BYTES = 1024;
  private static final int STACK_ALIGNMENT = 16;
  private static final int HEAP_ALIGNMENT = 16;
  private static final long MAX_BYTES = 1L << 32;

  private static final Unmovable.Codes OVERLAPPING =
      new Unmovable.Codes(
          ProblemCode.OVERLAP,
          ProblemCode.OVERLAP_OF_NUMBER,
          ProblemCode.OVERLAP_OF_MADE_ADDRESSES);
  private static final Unmovable.Codes BELOW_STACK =
      new Unmovable.Codes(
          ProblemCode.BELOW_STACK,
          ProblemCode.NUMBER_BELOW_STACK,
          ProblemCode.MADE_ADDRESSES_BELOW_STACK);

  private final Allocation allocation;
  private final HeapOwners owners;
  private final List<Problem> problems = new ArrayList<>();
  private final List<Region> fixed = new ArrayList<>();
  private final List<Region> regions = new ArrayList<>();

  /** By the instance's number. */
  private final DataPlace[] places;

  private final Map<String, Long> requested = new LinkedHashMap<>();
  private Region stack = new Region(Region.Kind.STACK, null, GUARD_BYTES, GUARD_BYTES);
  private long heapBase;
  private long initialPages;

  private MemoryLayout(Allocation allocation) {
    this.allocation = allocation;
    this.owners = allocation.owners();
    this.places = new DataPlace[allocation.instances().size()];
  }

  /**
   * Lays out the memory.
   *
   * @param stackBytes size of the stack, if an instance uses it, or 0 to take the largest that a
   *     module was linked with
   * @param firstData where the data of the first instance must be, if anywhere
   * @param requests regions to reserve
   */
  static Memory of(
      Allocation allocation,
      long stackBytes,
      OptionalLong firstData,
      List<RegionRequest> requests) {
    MemoryLayout layout = new MemoryLayout(allocation);
    layout.placeFixed();
    layout.placeStack(StackNeed.bytes(allocation.instances(), stackBytes));
    layout.placeRanges(firstData);
    layout.placeData(firstData);
    layout.placeArenas();
    layout.placeRequested(requests);
    layout.placeOpenRange();
    layout.placeHeap(layout.heapBytesOfOwners());
    Memory memory =
        new Memory(
            layout.stack,
            layout.heapBase,
            (int) layout.initialPages,
            layout.regions,
            List.of(layout.places),
            layout.requested,
            layout.problems);
    return memory.with(new HeapOwnerCheck(allocation, memory).problems());
  }

  private void placeFixed() {
    for (Instance instance : allocation.instances()) {
      LinkedMemory memory = instance.module().relocatability().fixed().orElse(null);
      if (memory != null) {
        long start = begins(instance, memory) ? instance.base().orElseThrow() : memory.start();
        long end = Math.max(memory.end(), instance.ownBytes());
        Region range = new Region(Region.Kind.RESERVED, instance.name(), start, end);
        places[instance.number()] = DataPlace.fixed(range.start(), range.end());
        for (Region other : fixed) {
          if (range.overlaps(other)) {
            problems.add(overlap(instance, range, other));
          }
        }
        if (range.size() > 0) {
          fixed.add(range);
        }
      }
    }
    fixed.sort(Comparator.comparingLong(Region::start));
  }

  /** Whether an absolute module may begin where the user says. */
  private static boolean begins(Instance instance, LinkedMemory memory) {
    return instance.base().isPresent()
        && instance.base().getAsLong() >= 0
        && instance.base().getAsLong() <= memory.certainStart();
  }

  private Problem overlap(Instance instance, Region range, Region other) {
    Unmovable owner = unmovable(named(other.owner()));
    Unmovable toMove =
        owner.beginsAtNumber() || owner.makesAddresses() ? owner : unmovable(instance);
    return toMove.problem(
        instance.name(),
        OVERLAPPING,
        instance.file(),
        range.start(),
        range.end(),
        other.start(),
        other.end(),
        owner.instance().name());
  }

  private void placeStack(long bytes) {
    if (bytes == 0) {
      return;
    }
    long size = Alignment.up(bytes, STACK_ALIGNMENT);
    long low = place(GUARD_BYTES, size, STACK_ALIGNMENT, 0);
    stack = new Region(Region.Kind.STACK, null, low, low + size);
    regions.add(stack);
    if (low > GUARD_BYTES) {
      warnOfStackAbove(fixed.get(0));
    }
  }

  private void warnOfStackAbove(Region region) {
    Unmovable below = unmovable(named(region.owner()));
    if (!isRefused(region, below)) {
      problems.add(
          below.problem(
              below.instance().name(),
              BELOW_STACK,
              below.instance().file(),
              region.start(),
              region.end()));
    }
  }

  /** Whether an error says of a module that makes addresses itself what the warning would say. */
  private boolean isRefused(Region region, Unmovable below) {
    boolean overlaps =
        fixed.stream().anyMatch(other -> !other.equals(region) && other.overlaps(region));
    return below.makesAddresses() && (overlaps || owners.claimsAbove(below.instance()));
  }

  private Instance named(@Nullable String owner) {
    return allocation.instances().stream()
        .filter(instance -> instance.name().equals(owner))
        .findFirst()
        .orElseThrow();
  }

  private Unmovable unmovable(Instance instance) {
    return new Unmovable(instance, places[instance.number()].start());
  }

  /** Those of rebased instances, as low as they can be: what is below them they cannot reach. */
  private void placeRanges(OptionalLong firstData) {
    for (Instance instance : rebased(false)) {
      boolean pinned = firstData.isPresent() && instance.number() == 0;
      StaticData data = instance.module().relocatability().data();
      placeRange(instance, pinned ? pin(instance, firstData.getAsLong(), data) : end());
    }
  }

  /** The one that grows with the memory is last. */
  private void placeOpenRange() {
    rebased(true).forEach(instance -> placeRange(instance, end()));
  }

  private List<Instance> rebased(boolean atEnd) {
    return allocation.instances().stream()
        .filter(Instance::isRebased)
        .filter(
            instance ->
                instance.module().relocatability().window().orElseThrow().isAtEnd() == atEnd)
        .toList();
  }

  /** A base is never negative. */
  private void placeRange(Instance instance, long from) {
    StaticData range = instance.module().relocatability().data();
    long start =
        place(Math.max(from, range.linkedAt()), range.bytes(), range.alignment(), range.linkedAt());
    long end = start + range.bytes();
    places[instance.number()] = new DataPlace(start, end, start - range.linkedAt(), null);
    if (end > start) {
      regions.add(new Region(Region.Kind.RESERVED, instance.name(), start, end));
    }
  }

  private long end() {
    return regions.stream().mapToLong(Region::end).max().orElse(stack.end());
  }

  private void placeData(OptionalLong firstData) {
    long cursor = end();
    boolean pinned = firstData.isPresent();
    for (Instance instance : allocation.instances()) {
      if (instance.isRebased()) {
        pinned = false;
        continue;
      }
      Relocatability model = instance.module().relocatability();
      if (model.fixed().isPresent()) {
        if (pinned) {
          problems.add(ProblemCode.NOT_MOVABLE.of(instance.name(), instance.file()));
        }
        pinned = false;
        continue;
      }
      StaticData data = model.data();
      long size = data.bytes();
      long start = place(cursor, size, data.alignment(), data.linkedAt());
      if (pinned) {
        start = pin(instance, firstData.getAsLong(), data);
        pinned = false;
      }
      places[instance.number()] = new DataPlace(start, start + size, start - data.linkedAt(), null);
      if (size > 0) {
        regions.add(new Region(Region.Kind.DATA, instance.name(), start, start + size));
        cursor = start + size;
      }
    }
  }

  /** Allocators that keep between two addresses get a range of their own. */
  private void placeArenas() {
    for (Instance instance : allocation.instances()) {
      if (owners.keepsInside(instance)) {
        long cursor = end();
        long bytes = Math.max(Layout.PAGE_BYTES, instance.module().initialHeapBytes());
        long start = place(cursor, bytes, HEAP_ALIGNMENT, 0);
        Region arena = new Region(Region.Kind.RESERVED, instance.name(), start, start + bytes);
        places[instance.number()] = places[instance.number()].withArena(arena);
        regions.add(arena);
      }
    }
  }

  /** Bytes above the heap's base that an owner had when it was linked, and may count on. */
  private long heapBytesOfOwners() {
    long most = 0;
    for (Instance owner : owners.instances()) {
      if (owner.module().relocatability().ownMemory().isEmpty()) {
        most = Math.max(most, owner.module().initialHeapBytes());
      }
    }
    return most;
  }

  private void placeRequested(List<RegionRequest> requests) {
    long cursor = end();
    for (RegionRequest request : requests) {
      long start = place(cursor, request.bytes(), request.alignment(), 0);
      cursor = start + request.bytes();
      regions.add(new Region(Region.Kind.RESERVED, request.importName(), start, cursor));
      requested.put(request.importName(), start);
    }
  }

  private long pin(Instance instance, long base, StaticData data) {
    int alignment = data.alignment();
    long linkedAt = data.linkedAt();
    if (base < stack.end() || (base - linkedAt) % alignment != 0 || base >= MAX_BYTES) {
      problems.add(
          ProblemCode.ADDRESS_NOT_POSSIBLE.of(
              instance.name(), instance.file(), base, stack.end(), linkedAt, alignment));
      return stack.end();
    }
    return base;
  }

  /**
   * The lowest address at or above {@code from} where {@code size} bytes are free, as far from
   * {@code linkedAt} as a multiple of {@code alignment}.
   */
  private long place(long from, long size, long alignment, long linkedAt) {
    long remainder = linkedAt & (alignment - 1);
    long start = Alignment.up(from - remainder, alignment) + remainder;
    for (Region region : fixed) {
      if (size > 0 && start < region.end() && region.start() < start + size) {
        start = Alignment.up(region.end() - remainder, alignment) + remainder;
      }
    }
    return start;
  }

  private void placeHeap(long initialBytes) {
    regions.addAll(fixed);
    regions.sort(Comparator.comparingLong(Region::start));
    heapBase = Alignment.up(end(), HEAP_ALIGNMENT);
    if (heapBase > MAX_BYTES) {
      problems.add(ProblemCode.OVER_4_GIB.of(null, heapBase, MAX_BYTES));
      heapBase = MAX_BYTES;
    }
    long bytes =
        Math.max(Alignment.up(heapBase + initialBytes, Layout.PAGE_BYTES), declaredBytes());
    initialPages = Math.min(bytes, MAX_BYTES) / Layout.PAGE_BYTES;
  }

  /** Who asks how large the memory is hears no less than it says that it needs. */
  private long declaredBytes() {
    return allocation.instances().stream()
        .filter(
            instance ->
                allocation.live().asksMemorySize(instance)
                    && !allocation.live().hasOwnMemorySize(instance))
        .mapToLong(instance -> instance.module().memoryBytes())
        .max()
        .orElse(0);
  }
}

package dev.radicchio.link.place;

import dev.radicchio.binary.Export;
import dev.radicchio.binary.ExternType;
import dev.radicchio.binary.Symbol;
import dev.radicchio.link.WasmFile;
import dev.radicchio.link.allocator.Allocation;
import dev.radicchio.link.allocator.HeapOwners;
import dev.radicchio.link.input.CodeScan;
import dev.radicchio.link.input.InputModule;
import dev.radicchio.link.input.Instance;
import dev.radicchio.link.input.Relocatability;
import dev.radicchio.link.input.Relocatability.Absolute;
import dev.radicchio.link.input.Relocatability.Dylink;
import dev.radicchio.link.input.Relocatability.PicStatic;
import dev.radicchio.link.input.Relocs;
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
import java.util.OptionalInt;
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
public final class MemoryLayout {
  private static final long GUARD_BYTES = 1024;
  private static final long DEFAULT_STACK_BYTES = 65536;
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
    this.owners = HeapOwners.of(allocation);
    this.places = new DataPlace[allocation.instances().size()];
  }

  /**
   * Lays out the memory.
   *
   * @param stackBytes size of the stack, if there is one, or 0 to take the largest that a module
   *     was linked with
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
    if (!layout.leavesStackOut()) {
      layout.placeStack(stackBytes == 0 ? largestStack(allocation.instances()) : stackBytes);
    }
    layout.placeData(firstData);
    layout.placeArenas();
    layout.placeRequested(requests);
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
    return memory.with(new HeapOwnerCheck(allocation, layout.owners, memory).problems());
  }

  public static long align(long value, long alignment) {
    return (value + alignment - 1) & -alignment;
  }

  /** See {@link WasmFile#dataBytes()}. */
  public static long dataBytes(InputModule module) {
    Relocatability relocatability = module.relocatability();
    if (relocatability instanceof Relocs relocs) {
      return relocs.dataEnd() - relocs.dataStart();
    } else if (relocatability instanceof Dylink dylink) {
      return Integer.toUnsignedLong(dylink.section().memorySize());
    } else if (relocatability instanceof Absolute absolute) {
      return absolute.end() - absolute.start();
    } else if (relocatability instanceof PicStatic picStatic) {
      return picStatic.end() - picStatic.start();
    }
    return 0;
  }

  /** See {@link WasmFile#dataAlignment()}. */
  public static int alignment(InputModule module) {
    Relocatability relocatability = module.relocatability();
    if (relocatability instanceof Relocs relocs) {
      return relocs.alignment();
    } else if (relocatability instanceof Dylink dylink) {
      return dylink.section().memoryAlignment();
    }
    return relocatability instanceof PicStatic ? PicStatic.ALIGNMENT : 1;
  }

  /** The address of {@code __heap_base} that a module's own linker chose, if the module says it. */
  public static OptionalLong ownHeapBase(InputModule module) {
    if (module.relocatability() instanceof Relocs relocs) {
      Symbol symbol = relocs.dataSymbol("__heap_base");
      if (symbol != null && symbol.isAbsolute()) {
        return OptionalLong.of(relocs.address(symbol));
      }
    }
    Export export = module.export("__heap_base", ExternType.Kind.GLOBAL);
    OptionalInt value = export == null ? OptionalInt.empty() : module.globalValue(export.index());
    return value.isPresent()
        ? OptionalLong.of(Integer.toUnsignedLong(value.getAsInt()))
        : OptionalLong.empty();
  }

  private static long largestStack(List<Instance> instances) {
    long largest = DEFAULT_STACK_BYTES;
    for (Instance instance : instances) {
      largest = Math.max(largest, instance.module().stackBytes());
    }
    return largest;
  }

  private void placeFixed() {
    for (Instance instance : allocation.instances()) {
      if (instance.module().relocatability() instanceof Absolute absolute) {
        long start = begins(instance, absolute) ? instance.base().orElseThrow() : absolute.start();
        long end = Math.max(absolute.end(), instance.pages().orElse(0) * (long) Layout.PAGE_BYTES);
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
  private static boolean begins(Instance instance, Absolute absolute) {
    return instance.base().isPresent()
        && instance.base().getAsLong() >= 0
        && instance.base().getAsLong() <= absolute.certainStart();
  }

  private Problem overlap(Instance instance, Region range, Region other) {
    long end = fixed.stream().mapToLong(Region::end).max().orElse(0);
    Unmovable owner = unmovable(named(other.owner()));
    Unmovable toMove =
        owner.beginsAtNumber() || owner.makesAddresses() ? owner : unmovable(instance);
    return toMove.problem(
        instance.name(),
        OVERLAPPING,
        align(Math.max(other.end(), end), Layout.PAGE_BYTES),
        instance.file(),
        range.start(),
        range.end(),
        other.start(),
        other.end(),
        owner.instance().name());
  }

  /**
   * Whether nobody would use the stack, and it would be in the way of a module that takes what is
   * above it.
   */
  private boolean leavesStackOut() {
    return !fixed.isEmpty()
        && allocation.instances().stream().anyMatch(owners::claimsAbove)
        && allocation.instances().stream().noneMatch(MemoryLayout::usesStack);
  }

  private static boolean usesStack(Instance instance) {
    Relocatability relocatability = instance.module().relocatability();
    boolean movable =
        !(relocatability instanceof Absolute)
            && !(relocatability instanceof Relocatability.PositionFree);
    return movable
        || instance.binary().imports().stream()
            .anyMatch(imported -> imported.name().startsWith("__stack_"));
  }

  private void placeStack(long bytes) {
    long size = align(bytes, STACK_ALIGNMENT);
    long low = place(GUARD_BYTES, size, STACK_ALIGNMENT, 0);
    stack = new Region(Region.Kind.STACK, null, low, low + size);
    regions.add(stack);
    if (low > GUARD_BYTES) {
      warnOfStackAbove(fixed.get(0), size);
    }
  }

  private void warnOfStackAbove(Region region, long size) {
    Unmovable below = unmovable(named(region.owner()));
    if (!isRefused(region, below)) {
      problems.add(
          below.problem(
              below.instance().name(),
              BELOW_STACK,
              align(GUARD_BYTES + size, Layout.PAGE_BYTES),
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

  private void placeData(OptionalLong firstData) {
    long cursor = stack.end();
    boolean pinned = firstData.isPresent();
    for (Instance instance : allocation.instances()) {
      InputModule module = instance.module();
      if (module.relocatability() instanceof Absolute) {
        if (pinned) {
          problems.add(ProblemCode.NOT_MOVABLE.of(instance.name(), instance.file()));
        }
        pinned = false;
        continue;
      }
      long size = dataBytes(module);
      long linkedAt = linkedAt(module);
      long start = place(cursor, size, alignment(module), linkedAt);
      if (pinned) {
        start = pin(instance, firstData.getAsLong(), linkedAt);
        pinned = false;
      }
      places[instance.number()] = new DataPlace(start, start + size, start - linkedAt, null);
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
        long cursor = regions.stream().mapToLong(Region::end).max().orElse(0);
        long bytes = Math.max(Layout.PAGE_BYTES, initialHeapBytes(instance.module()));
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
      if (HeapOwners.ownMemory(owner.module()) == null) {
        most = Math.max(most, initialHeapBytes(owner.module()));
      }
    }
    return most;
  }

  /** Bytes above its own {@code __heap_base} that a module was linked with. */
  private static long initialHeapBytes(InputModule module) {
    long base = ownHeapBase(module).orElse(0);
    return CodeScan.memoryBytes(module.binary()) - base;
  }

  private void placeRequested(List<RegionRequest> requests) {
    long cursor = regions.stream().mapToLong(Region::end).max().orElse(0);
    for (RegionRequest request : requests) {
      long start = place(cursor, request.bytes(), request.alignment(), 0);
      cursor = start + request.bytes();
      regions.add(new Region(Region.Kind.RESERVED, request.importName(), start, cursor));
      requested.put(request.importName(), start);
    }
  }

  private static long linkedAt(InputModule module) {
    Relocatability relocatability = module.relocatability();
    return relocatability instanceof Relocs relocs
        ? relocs.dataStart()
        : relocatability instanceof PicStatic picStatic ? picStatic.start() : 0;
  }

  private long pin(Instance instance, long base, long linkedAt) {
    int alignment = alignment(instance.module());
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
    long start = align(from - remainder, alignment) + remainder;
    for (Region region : fixed) {
      if (size > 0 && start < region.end() && region.start() < start + size) {
        start = align(region.end() - remainder, alignment) + remainder;
      }
    }
    return start;
  }

  private void placeHeap(long initialBytes) {
    regions.addAll(fixed);
    regions.sort(Comparator.comparingLong(Region::start));
    long end = regions.stream().mapToLong(Region::end).max().orElse(0);
    heapBase = align(end, HEAP_ALIGNMENT);
    if (heapBase > MAX_BYTES) {
      problems.add(ProblemCode.OVER_4_GIB.of(null, heapBase, MAX_BYTES));
      heapBase = MAX_BYTES;
    }
    long bytes = Math.max(align(heapBase + initialBytes, Layout.PAGE_BYTES), declaredBytes());
    initialPages = Math.min(bytes, MAX_BYTES) / Layout.PAGE_BYTES;
  }

  /** Who asks how large the memory is hears no less than it says that it needs. */
  private long declaredBytes() {
    return allocation.instances().stream()
        .filter(instance -> allocation.asksMemorySize(instance) && !allocation.hasOwnView(instance))
        .mapToLong(instance -> CodeScan.memoryBytes(instance.binary()))
        .max()
        .orElse(0);
  }
}

package dev.radicchio.link.allocator;

import dev.radicchio.binary.Import;
import dev.radicchio.binary.Relocation;
import dev.radicchio.binary.RelocationType;
import dev.radicchio.link.bind.MemoryView;
import dev.radicchio.link.input.GrowthScan;
import dev.radicchio.link.input.HeapBaseUse;
import dev.radicchio.link.input.InputModule;
import dev.radicchio.link.input.InstancePlan;
import dev.radicchio.link.input.Relocatability.Above;
import dev.radicchio.link.input.Relocatability.Absolute;
import dev.radicchio.link.input.Relocatability.PicStatic;
import dev.radicchio.link.input.Relocs;
import dev.radicchio.link.place.MemoryLayout;
import dev.radicchio.link.place.Unmovable;
import dev.radicchio.link.plan.Layout;
import dev.radicchio.link.plan.Region;
import dev.radicchio.link.problem.Problem;
import dev.radicchio.link.problem.ProblemCode;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Who manages the memory above all static data. A module that refers to {@code __heap_base} or
 * {@code __heap_end} does, unless it refers to both and never asks for more, or is known to take
 * that from wherever it is: then it gets an arena of its own. So does one that cannot be moved and
 * {@link GrowthScan may take} what is there, or that {@link HeapBaseUse leaves it to its host} to
 * make room there. An allocator that only uses pages that it gets from {@code memory.grow} does
 * not, and any number of those live side by side.
 *
 * <p>wasi-libc's allocator is no owner, since it gets a {@link MemoryView} of its own. Two owners
 * would hand out the same bytes twice. So would one owner that takes what is below {@code
 * memory.size}, or where it expects to grow, and another instance that grows the memory for itself.
 */
public final class HeapOwners {
  private static final String HEAP_BASE = "__heap_base";
  private static final String HEAP_END = "__heap_end";

  private static final Unmovable.Codes ABOVE_OWNER =
      new Unmovable.Codes(
          ProblemCode.ABOVE_HEAP_OWNER,
          ProblemCode.ABOVE_NUMBER_OF_HEAP_OWNER,
          ProblemCode.ABOVE_MADE_ADDRESSES);

  /** Nobody. */
  public static final HeapOwners NONE = new HeapOwners(List.of(), new ArrayList<>());

  private final List<InstancePlan> owners;
  private final List<Problem> problems;

  private HeapOwners(List<InstancePlan> owners, List<Problem> problems) {
    this.owners = owners;
    this.problems = problems;
  }

  /** The owners among {@code instances}; problems that they cause are found by {@link #check}. */
  public static HeapOwners of(List<InstancePlan> instances, List<Problem> problems) {
    return new HeapOwners(
        instances.stream()
            .filter(instance -> isOpen(instance) || (isOwner(instance) && !instance.hasOwnView()))
            .toList(),
        problems);
  }

  /** The owners, in accessor order. */
  public List<InstancePlan> instances() {
    return owners;
  }

  /** Whether an instance that cannot be moved may use the memory above it. */
  public static boolean claimsAbove(InstancePlan instance) {
    return ownMemory(instance.module) != null
        && (isOpen(instance) || (isOwner(instance) && !instance.hasOwnView()));
  }

  private static boolean isOwner(InstancePlan instance) {
    Absolute range = ownMemory(instance.module);
    return range != null
        ? range.above() == Above.TAKES && instance.takesWhatOthersGrow()
        : usesHeap(instance) && !keepsInside(instance);
  }

  /** Whether an instance uses as much of the memory above it as its host says. */
  static boolean isOpen(InstancePlan instance) {
    Absolute range = ownMemory(instance.module);
    return range != null && range.above() == Above.OPEN && instance.pages.isEmpty();
  }

  /**
   * Whether an instance's allocator knows where its memory ends, and either never asks for more or
   * is known to take it from wherever it is, so that it can have an arena of its own.
   */
  public static boolean keepsInside(InstancePlan instance) {
    return ownMemory(instance.module) == null
        && refersTo(instance, HEAP_BASE)
        && refersTo(instance, HEAP_END)
        && !instance.asksMemorySize()
        && (!instance.growsMemory() || copesWithGaps(instance));
  }

  private static boolean copesWithGaps(InstancePlan instance) {
    return instance.allocator.known().filter(KnownAllocator::copesWithGaps).isPresent();
  }

  /** Whether a symbol is one of those that say where the heap is. */
  public static boolean isHeapSymbol(String name) {
    return name.equals(HEAP_BASE) || name.equals(HEAP_END);
  }

  private static boolean usesHeap(InstancePlan instance) {
    return refersTo(instance, HEAP_BASE) || refersTo(instance, HEAP_END);
  }

  /** The memory that a module was linked with, if that is what it occupies; else null. */
  private static @Nullable Absolute ownMemory(InputModule module) {
    return module.relocatability() instanceof Absolute absolute
        ? absolute
        : module.relocatability() instanceof PicStatic picStatic ? picStatic.range() : null;
  }

  /** Whether live code or data of an instance refers to a symbol, or an import does. */
  private static boolean refersTo(InstancePlan instance, String symbol) {
    for (Import imported : instance.module.binary().imports()) {
      if (imported.name().equals(symbol)) {
        return true;
      }
    }
    return instance.module.relocatability() instanceof Relocs relocs
        && refersTo(relocs, instance.replacedAllocator, symbol);
  }

  /** By index, as there are many more relocations than symbols, and most modules have no such. */
  private static boolean refersTo(Relocs relocs, @Nullable OwnAllocator replaced, String symbol) {
    BitSet named = new BitSet();
    for (int i = 0; i < relocs.symbols().size(); i++) {
      if (relocs.symbols().get(i).name().equals(symbol)) {
        named.set(i);
      }
    }
    return !named.isEmpty()
        && (relocs.data().stream()
                .anyMatch(
                    site -> names(site, named) && (replaced == null || replaced.isLiveData(site)))
            || relocs.code().stream()
                .anyMatch(
                    site -> names(site, named) && (replaced == null || replaced.isLiveCode(site))));
  }

  private static boolean names(Relocation site, BitSet symbols) {
    return site.type() != RelocationType.R_WASM_TYPE_INDEX_LEB
        && !Relocs.isDropped(site)
        && symbols.get(site.index());
  }

  /** Bytes above the heap's base that an owner had when it was linked, and may count on. */
  public long initialBytes() {
    long most = 0;
    for (InstancePlan owner : owners) {
      if (ownMemory(owner.module) == null) {
        most = Math.max(most, MemoryLayout.initialHeapBytes(owner.module));
      }
    }
    return most;
  }

  /** Reports what owners and others would do to each other. */
  public void check(List<InstancePlan> instances, List<Region> regions, long heapBase) {
    List<InstancePlan> managing = owners.stream().filter(owner -> !isOpen(owner)).toList();
    for (InstancePlan owner : owners) {
      if (isOpen(owner) && !new Unmovable(owner).makesAddresses()) {
        checkOpen(owner, managing, instances, regions);
      } else {
        checkNothingAbove(owner, regions, heapBase);
      }
    }
    if (managing.size() > 1) {
      problems.add(
          ProblemCode.TWO_HEAP_OWNERS.of(
              managing.get(1).name, managing.get(0).described(), managing.get(1).described()));
    }
    for (InstancePlan asking : instances) {
      if (asking.takesWhatOthersGrow()) {
        checkGrowth(asking, instances);
      }
    }
  }

  private static boolean isBelowOthers(InstancePlan owner, List<Region> regions) {
    return ownMemory(owner.module) != null
        && regions.stream().anyMatch(region -> region.start() >= owner.dataEnd);
  }

  private void checkNothingAbove(InstancePlan owner, List<Region> regions, long heapBase) {
    if (isBelowOthers(owner, regions)) {
      problems.add(
          new Unmovable(owner)
              .problem(
                  owner.name,
                  ABOVE_OWNER,
                  MemoryLayout.align(heapBase, Layout.PAGE_BYTES),
                  owner.file.name(),
                  owner.dataStart));
    }
  }

  private void checkOpen(
      InstancePlan open,
      List<InstancePlan> managing,
      List<InstancePlan> instances,
      List<Region> regions) {
    Optional<String> inTheWay =
        isBelowOthers(open, regions)
            ? Optional.of("others lie above it")
            : managing.stream()
                .findFirst()
                .map(owner -> owner.described() + " manages the memory above it")
                .or(
                    () ->
                        instances.stream()
                            .filter(instance -> instance != open && instance.growsMemory())
                            .findFirst()
                            .map(growing -> growing.described() + " grows the memory for itself"));
    inTheWay.ifPresent(
        other ->
            problems.add(
                ProblemCode.OTHERS_IN_OPEN_MEMORY.of(
                    open.name, open.file.name(), open.dataStart, other)));
  }

  private void checkGrowth(InstancePlan asking, List<InstancePlan> instances) {
    for (InstancePlan growing : instances) {
      if (growing == asking || !growing.growsMemory()) {
        continue;
      }
      ProblemCode code =
          owners.contains(asking)
              ? ProblemCode.GROWTH_BESIDE_HEAP_OWNER
              : ProblemCode.GROWTH_BESIDE_SIZE;
      String takes =
          asking.asksMemorySize()
              ? "asks how large the memory is and may take what lies below that for its own"
              : "takes it that the memory grows where it left it";
      problems.add(code.of(asking.name, asking.described(), takes, growing.described()));
    }
  }
}

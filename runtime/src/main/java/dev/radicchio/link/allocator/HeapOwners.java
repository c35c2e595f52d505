package dev.radicchio.link.allocator;

import dev.radicchio.binary.Import;
import dev.radicchio.binary.Relocation;
import dev.radicchio.binary.RelocationType;
import dev.radicchio.link.bind.MemoryView;
import dev.radicchio.link.input.GrowthScan;
import dev.radicchio.link.input.HeapBaseUse;
import dev.radicchio.link.input.InputModule;
import dev.radicchio.link.input.Instance;
import dev.radicchio.link.input.Relocatability.Above;
import dev.radicchio.link.input.Relocatability.Absolute;
import dev.radicchio.link.input.Relocatability.PicStatic;
import dev.radicchio.link.input.Relocs;
import java.util.BitSet;
import java.util.List;
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

  private final Allocation allocation;
  private final List<Instance> owners;

  private HeapOwners(Allocation allocation) {
    this.allocation = allocation;
    this.owners = allocation.instances().stream().filter(this::claimsMemory).toList();
  }

  /** The owners among the instances of a program. */
  public static HeapOwners of(Allocation allocation) {
    return new HeapOwners(allocation);
  }

  /** The owners, in the order of instances. */
  public List<Instance> instances() {
    return owners;
  }

  private boolean claimsMemory(Instance instance) {
    return isOpen(instance) || (isOwner(instance) && !allocation.hasOwnView(instance));
  }

  /** Whether an instance that cannot be moved may use the memory above it. */
  public boolean claimsAbove(Instance instance) {
    return ownMemory(instance.module()) != null && claimsMemory(instance);
  }

  private boolean isOwner(Instance instance) {
    Absolute range = ownMemory(instance.module());
    return range != null
        ? range.above() == Above.TAKES && allocation.takesWhatOthersGrow(instance)
        : usesHeap(instance) && !keepsInside(instance);
  }

  /** Whether an instance uses as much of the memory above it as its host says. */
  public boolean isOpen(Instance instance) {
    Absolute range = ownMemory(instance.module());
    return range != null && range.above() == Above.OPEN && instance.pages().isEmpty();
  }

  /**
   * Whether an instance's allocator knows where its memory ends, and either never asks for more or
   * is known to take it from wherever it is, so that it can have an arena of its own.
   */
  public boolean keepsInside(Instance instance) {
    return ownMemory(instance.module()) == null
        && refersTo(instance, HEAP_BASE)
        && refersTo(instance, HEAP_END)
        && !allocation.asksMemorySize(instance)
        && (!allocation.growsMemory(instance) || copesWithGaps(instance));
  }

  private boolean copesWithGaps(Instance instance) {
    return allocation.of(instance).known().filter(KnownAllocator::copesWithGaps).isPresent();
  }

  /** Whether a symbol is one of those that say where the heap is. */
  public static boolean isHeapSymbol(String name) {
    return name.equals(HEAP_BASE) || name.equals(HEAP_END);
  }

  private boolean usesHeap(Instance instance) {
    return refersTo(instance, HEAP_BASE) || refersTo(instance, HEAP_END);
  }

  /** The memory that a module was linked with, if that is what it occupies; else null. */
  public static @Nullable Absolute ownMemory(InputModule module) {
    return module.relocatability() instanceof Absolute absolute
        ? absolute
        : module.relocatability() instanceof PicStatic picStatic ? picStatic.range() : null;
  }

  /** Whether live code or data of an instance refers to a symbol, or an import does. */
  private boolean refersTo(Instance instance, String symbol) {
    for (Import imported : instance.binary().imports()) {
      if (imported.name().equals(symbol)) {
        return true;
      }
    }
    return instance.module().relocatability() instanceof Relocs relocs
        && refersTo(relocs, allocation.replaced(instance), symbol);
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
}

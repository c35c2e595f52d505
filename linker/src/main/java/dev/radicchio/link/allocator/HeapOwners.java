package dev.radicchio.link.allocator;

import dev.radicchio.link.input.GrowthScan;
import dev.radicchio.link.input.HeapBaseUse;
import dev.radicchio.link.input.InputModule;
import dev.radicchio.link.input.Instance;
import dev.radicchio.link.input.LinkedMemory;
import dev.radicchio.link.input.LinkedMemory.Above;
import dev.radicchio.link.input.LinkerSymbols;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Who manages the memory above all static data.
 *
 * <p>A module that refers to {@code __heap_base} or {@code __heap_end} does. The exception is one
 * that refers to both and never asks for more, or has an allocator that is known to take more from
 * wherever it is: it gets an arena of its own. A module that cannot be moved also does if it {@link
 * GrowthScan may take} what is there, or if it {@link HeapBaseUse leaves it to its host} to make
 * room there. An allocator that only uses pages that it gets from {@code memory.grow} does not, and
 * any number of those live side by side.
 *
 * <p>wasi-libc's allocator is no owner, since it is shown a memory that ends where its own pages
 * do. Two owners would hand out the same bytes twice. So would one owner that takes what is below
 * {@code memory.size}, or where it expects to grow, and another instance that grows the memory for
 * itself.
 */
public final class HeapOwners {
  private final LiveCode live;
  private final List<Instance> owners;

  private HeapOwners(List<Instance> instances, LiveCode live) {
    this.live = live;
    this.owners = instances.stream().filter(this::claimsMemory).toList();
  }

  /** The owners among the instances of a program. */
  static HeapOwners of(List<Instance> instances, LiveCode live) {
    return new HeapOwners(instances, live);
  }

  /** The owners, in the order of instances. */
  public List<Instance> instances() {
    return owners;
  }

  private boolean claimsMemory(Instance instance) {
    return isOpen(instance) || (isOwner(instance) && !live.hasOwnMemorySize(instance));
  }

  /** Whether an instance that cannot be moved may use the memory above it. */
  public boolean claimsAbove(Instance instance) {
    return ownMemory(instance.module()) != null && claimsMemory(instance);
  }

  private boolean isOwner(Instance instance) {
    LinkedMemory memory = ownMemory(instance.module());
    return memory != null
        ? memory.above() == Above.TAKES && live.takesWhatOthersGrow(instance)
        : usesHeap(instance) && !keepsInside(instance);
  }

  /** Whether an instance uses as much of the memory above it as its host says. */
  public boolean isOpen(Instance instance) {
    LinkedMemory memory = ownMemory(instance.module());
    return memory != null && memory.above() == Above.OPEN && instance.pages().isEmpty();
  }

  /**
   * Whether an instance's allocator knows where its memory ends, and either never asks for more or
   * is known to take it from wherever it is, so that it can have an arena of its own.
   */
  public boolean keepsInside(Instance instance) {
    return ownMemory(instance.module()) == null
        && live.refersTo(instance, LinkerSymbols.HEAP_BASE)
        && live.refersTo(instance, LinkerSymbols.HEAP_END)
        && !live.asksMemorySize(instance)
        && (!live.growsMemory(instance) || copesWithGaps(instance));
  }

  private boolean copesWithGaps(Instance instance) {
    return live.allocator(instance).known().filter(KnownAllocator::copesWithGaps).isPresent();
  }

  /** Whether a symbol is one of those that say where the heap is. */
  public static boolean isHeapSymbol(String name) {
    return name.equals(LinkerSymbols.HEAP_BASE) || name.equals(LinkerSymbols.HEAP_END);
  }

  private boolean usesHeap(Instance instance) {
    return live.refersTo(instance, LinkerSymbols.HEAP_BASE)
        || live.refersTo(instance, LinkerSymbols.HEAP_END);
  }

  /** The memory that a module was linked with, if that is what it occupies; else null. */
  public static @Nullable LinkedMemory ownMemory(InputModule module) {
    return module.relocatability().ownMemory().orElse(null);
  }
}

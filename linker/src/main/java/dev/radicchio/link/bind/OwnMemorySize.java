package dev.radicchio.link.bind;

import dev.radicchio.binary.FunctionType;
import dev.radicchio.binary.ValType;
import dev.radicchio.link.allocator.Allocation;
import dev.radicchio.link.input.HeapStart;
import dev.radicchio.link.input.Instance;
import dev.radicchio.link.input.Window;
import dev.radicchio.link.place.Memory;
import dev.radicchio.link.plan.Layout;
import dev.radicchio.link.resolve.ImageTypes;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The size of the memory as an instance sees it whose allocator believes that the memory is its
 * own: the end of the pages that it got last, so that it never takes those of others. Or the size
 * of its own range, if it has one. {@code memory.size} reads a global instead, and {@code
 * memory.grow} calls a function that sets it.
 *
 * @param global index in the image of the global that holds the size in pages
 * @param grow index in the image of the function
 */
public record OwnMemorySize(int global, int grow) {
  private static final FunctionType GROW =
      new FunctionType(List.of(ValType.I32), List.of(ValType.I32));

  /**
   * Those of a program.
   *
   * @param ofInstances that of each instance, by its number; null for one that sees the memory as
   *     it is
   * @param globals the globals that they need, which come after all others
   * @param functions the functions that they need
   */
  record All(
      List<@Nullable OwnMemorySize> ofInstances,
      List<ImageGlobal> globals,
      List<SyntheticFunction> functions) {}

  /**
   * Makes those of the instances that need one.
   *
   * @param globals how many globals the image has without them
   * @param functions how many functions it has without them
   */
  static All of(
      Allocation allocation, Memory memory, ImageTypes types, int globals, int functions) {
    All all = new All(new ArrayList<>(), new ArrayList<>(), new ArrayList<>());
    for (Instance instance : allocation.instances()) {
      if (window(instance).isPresent() || allocation.live().hasOwnMemorySize(instance)) {
        int global = globals + all.globals.size();
        int grow = functions + all.functions.size();
        all.globals.add(new ImageGlobal.Cell(ownPages(instance, memory)));
        all.functions.add(grow(instance, memory, types.add(GROW), global));
        all.ofInstances.add(new OwnMemorySize(global, grow));
      } else {
        all.ofInstances.add(null);
      }
    }
    return all;
  }

  private static Optional<Window> window(Instance instance) {
    return instance.module().relocatability().window();
  }

  private static SyntheticFunction grow(Instance instance, Memory memory, int type, int global) {
    Window range = window(instance).orElse(null);
    if (range != null && !range.growsProgram()) {
      return new SyntheticFunction.GrowInRange(type, global, range.limit());
    }
    int limit =
        range == null ? Layout.MAX_PAGES : Math.max(range.limit(), ownPages(instance, memory));
    return new SyntheticFunction.Grow(type, global, basePage(instance, memory), limit);
  }

  private static int basePage(Instance instance, Memory memory) {
    return (int) (memory.base(instance) / Layout.PAGE_BYTES);
  }

  /** Where the memory ends that is an instance's own before it grows it. */
  private static int ownPages(Instance instance, Memory memory) {
    Window range = window(instance).orElse(null);
    if (range != null) {
      return range.isAtEnd() ? memory.initialPages() - basePage(instance, memory) : range.pages();
    }
    return instance.module().relocatability().heapStart() == HeapStart.PROGRAM
        ? memory.initialPages()
        : (int) (memory.of(instance).end() / Layout.PAGE_BYTES);
  }
}

package dev.radicchio.link.bind;

import dev.radicchio.binary.FunctionType;
import dev.radicchio.binary.ValType;
import dev.radicchio.link.bind.Program.ImageGlobal;
import dev.radicchio.link.bind.Program.SyntheticFunction;
import dev.radicchio.link.input.InstancePlan;
import dev.radicchio.link.input.Relocs;
import dev.radicchio.link.place.MemoryLayout;
import dev.radicchio.link.plan.Layout;
import dev.radicchio.link.resolve.TypePool;
import java.util.List;

/**
 * How an instance sees the size of the memory whose allocator believes that the memory is its own:
 * as the end of the pages that it got last, so that it never takes those of others. {@code
 * memory.size} reads a global instead, and {@code memory.grow} calls a function that sets it.
 *
 * @param global index in the image of the global that holds the size in pages
 * @param grow index in the image of the function
 */
public record MemoryView(int global, int grow) {
  private static final FunctionType GROW =
      new FunctionType(List.of(ValType.I32), List.of(ValType.I32));

  /** Makes views for the instances that need one, with their globals and functions. */
  public static void giveTo(
      List<InstancePlan> instances,
      MemoryLayout memory,
      FunctionBinder functions,
      TypePool types,
      List<ImageGlobal> globals) {
    for (InstancePlan instance : instances) {
      if (instance.hasOwnView()) {
        int global = globals.size();
        globals.add(new ImageGlobal.Cell(ownPages(instance, memory)));
        int grow = functions.firstSynthetic() + functions.synthetic().size();
        functions.synthetic().add(new SyntheticFunction.Grow(types.add(GROW), global));
        instance.memoryView = new MemoryView(global, grow);
      }
    }
  }

  /** Where the memory ends that is an instance's own before it grows it. */
  private static int ownPages(InstancePlan instance, MemoryLayout memory) {
    return instance.module.relocatability() instanceof Relocs
        ? memory.initialPages()
        : (int) (instance.dataEnd / Layout.PAGE_BYTES);
  }
}

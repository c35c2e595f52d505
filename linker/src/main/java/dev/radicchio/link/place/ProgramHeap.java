package dev.radicchio.link.place;

import dev.radicchio.link.allocator.Allocation;
import dev.radicchio.link.allocator.HeapOwners;
import dev.radicchio.link.input.HeapExports;
import dev.radicchio.link.input.Instance;
import dev.radicchio.link.plan.HeapLayout;
import dev.radicchio.link.plan.HeapPolicy;
import dev.radicchio.link.problem.Problem;
import dev.radicchio.link.problem.ProblemCode;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * The heap of a program, in the memory that is left.
 *
 * @param layout the heap's part of the layout
 * @param problems who takes that memory for its own
 */
record ProgramHeap(HeapLayout layout, List<Problem> problems) {
  private static final String NONE =
      "each module has an allocator of its own (heap policy PRIVATE); take HOST, or GUEST"
          + " with the instance whose malloc and free are to serve Java";

  /**
   * Finds room for it.
   *
   * @param used whether an instance allocates from a heap in Java
   */
  static ProgramHeap of(Allocation allocation, Memory memory, boolean used) {
    HeapPolicy policy = allocation.policy();
    if (!(policy instanceof HeapPolicy.Host)) {
      String reason = policy instanceof HeapPolicy.Private ? NONE : null;
      return new ProgramHeap(
          new HeapLayout(policy, memory.heapBase(), memory.heapBase(), reason), List.of());
    }
    HeapOwners owners = allocation.owners();
    if (owners.instances().isEmpty()) {
      return new ProgramHeap(
          new HeapLayout(policy, memory.heapBase(), memory.heapEnd(), null),
          warningsOfContiguousGrowth(allocation));
    }
    Instance owner = owners.instances().get(0);
    Problem taken =
        owners.isOpen(owner)
            ? ProblemCode.HEAP_IN_OPEN_MEMORY.of(
                owner.name(), owner.described(), owner.module().producer().orRelink())
            : ProblemCode.HEAP_TAKEN.of(owner.name(), owner.described(), asOwner(owner));
    return new ProgramHeap(
        new HeapLayout(policy, memory.heapBase(), memory.heapBase(), taken.message()),
        used ? List.of(taken) : List.of());
  }

  /** The heap in Java grows the memory, too, as soon as anyone allocates from it. */
  private static List<Problem> warningsOfContiguousGrowth(Allocation allocation) {
    List<Problem> warnings = new ArrayList<>();
    for (Instance instance : allocation.instances()) {
      if (allocation.live().takesWhatOthersGrow(instance)
          && allocation.live().growsMemory(instance)) {
        warnings.add(
            ProblemCode.GROWTH_BESIDE_HEAP.of(instance.name(), instance.file(), asOwner(instance)));
      }
    }
    return warnings;
  }

  /** How to make an instance manage the program's heap. */
  private static String asOwner(Instance instance) {
    return HeapExports.of(instance.binary())
        .map(
            exports ->
                String.format(
                    Locale.ROOT,
                    "GUEST with heapOwner = \"%s\", malloc = \"%s\" and free = \"%s\"",
                    instance.name(),
                    exports.malloc(),
                    exports.free()))
        .orElse("GUEST with this one as heapOwner, if it exports functions like malloc and free");
  }
}

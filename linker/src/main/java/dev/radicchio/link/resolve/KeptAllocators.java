package dev.radicchio.link.resolve;

import dev.radicchio.link.allocator.Allocation;
import dev.radicchio.link.allocator.GuestHeap;
import dev.radicchio.link.allocator.KeptAllocator;
import dev.radicchio.link.allocator.OwnAllocator;
import dev.radicchio.link.input.Instance;
import dev.radicchio.link.plan.HeapPolicy;
import dev.radicchio.link.problem.Problem;
import dev.radicchio.link.problem.ProblemCode;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Warns of instances that keep their own allocators beside the program's heap, if another instance
 * or Java uses it, or beside each other. What is passed between such, nobody may free but who
 * allocated it.
 */
final class KeptAllocators {
  private final Allocation allocation;
  private final ExportLookup lookup;
  private final Set<Instance> warnedOf;
  private final List<Problem> problems = new ArrayList<>();

  /** An instance that keeps an allocator, beside others that do. */
  private record Beside(Instance instance, KeptAllocator kept) {}

  private KeptAllocators(Allocation allocation, ExportLookup lookup, Set<Instance> warnedOf) {
    this.allocation = allocation;
    this.lookup = lookup;
    this.warnedOf = warnedOf;
  }

  /**
   * The warnings.
   *
   * @param warnedOf instances of whose allocators there is a warning already
   * @param javaAllocates whether code in Java uses the heap
   */
  static List<Problem> warnings(
      Allocation allocation, ExportLookup lookup, Set<Instance> warnedOf, boolean javaAllocates) {
    KeptAllocators kept = new KeptAllocators(allocation, lookup, warnedOf);
    if (allocation.policy() instanceof HeapPolicy.Host) {
      kept.besideJava(allocation.owners().instances().stream().findFirst(), javaAllocates);
    }
    allocation.guestHeap().ifPresent(kept::besideOwner);
    return kept.problems;
  }

  /**
   * Where the heap is in Java.
   *
   * @param manager an instance that manages the memory in its place, if there is one
   * @param javaAllocates whether code in Java uses the heap
   */
  private void besideJava(Optional<Instance> manager, boolean javaAllocates) {
    List<Beside> apart = new ArrayList<>();
    for (Instance instance : allocation.instances()) {
      Optional<String> user =
          manager.isPresent() ? Optional.empty() : user(instance, javaAllocates);
      Optional<KeptAllocator> kept =
          warnedOf.contains(instance) ? Optional.empty() : kept(instance, manager);
      if (kept.isPresent() && user.isPresent()) {
        problems.add(notReplaced(instance, user.get(), kept.get()));
      } else if (kept.isPresent()) {
        apart.add(new Beside(instance, kept.get()));
      }
    }
    if (apart.size() > 1) {
      problems.add(apart(apart.get(0), apart.get(1)));
    }
  }

  private void besideOwner(GuestHeap heap) {
    Instance owner = heap.owner();
    for (Instance instance : allocation.instances()) {
      if (instance.equals(owner) || warnedOf.contains(instance)) {
        continue;
      }
      Optional<OwnAllocator> own = allocation.of(instance).replaceable();
      if (own.isEmpty() || allocation.replaced(instance) != null) {
        allocation
            .of(instance)
            .kept()
            .ifPresent(kept -> problems.add(notReplaced(instance, owner.described(), kept)));
      } else if (heap.servesAllOfC(own.get())) {
        String why =
            owner.file() + " has nothing that serves the allocator of Rust's standard library";
        KeptAllocator kept = new KeptAllocator(why, KeptAllocator.IMPORT_IN_RUST);
        problems.add(notReplaced(instance, owner.described(), kept));
      }
    }
  }

  private Optional<KeptAllocator> kept(Instance instance, Optional<Instance> manager) {
    boolean couldBeReplaced =
        allocation.of(instance).replaceable().isPresent() && allocation.replaced(instance) == null;
    return couldBeReplaced
        ? manager.map(
            other ->
                new KeptAllocator(
                    other.described()
                        + " manages the memory above all static data, which leaves no room for a heap"
                        + " in Java",
                    "Let " + other.file() + " import malloc and free from env"))
        : allocation.of(instance).kept();
  }

  private Optional<String> user(Instance beside, boolean javaAllocates) {
    return allocation.instances().stream()
        .filter(instance -> !instance.equals(beside) && lookup.usesHeap(instance))
        .map(Instance::described)
        .findFirst()
        .or(() -> javaAllocates ? Optional.of("Java") : Optional.empty());
  }

  private static Problem notReplaced(Instance instance, String user, KeptAllocator kept) {
    return ProblemCode.ALLOCATOR_NOT_REPLACED.of(
        instance.name(), instance.file(), user, kept.why(), kept.remedy());
  }

  private static Problem apart(Beside one, Beside other) {
    return ProblemCode.ALLOCATORS_APART.of(
        one.instance.name(),
        one.instance.file(),
        other.instance.described(),
        one.kept.why(),
        one.kept.remedy());
  }
}

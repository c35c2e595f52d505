package dev.radicchio.link.allocator;

import dev.radicchio.link.input.InstancePlan;
import dev.radicchio.link.problem.Problem;
import dev.radicchio.link.problem.ProblemCode;
import dev.radicchio.link.resolve.ExportLookup;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;

/**
 * Warns of instances that keep their own allocators beside the program's heap, if another instance
 * or Java uses it, or beside each other. What is passed between such, nobody may free but who
 * allocated it.
 */
final class KeptAllocators {
  private final List<InstancePlan> instances;
  private final ExportLookup lookup;
  private final List<Problem> problems;

  /** An instance that keeps an allocator, beside others that do. */
  private record Beside(InstancePlan instance, KeptAllocator kept) {}

  KeptAllocators(List<InstancePlan> instances, ExportLookup lookup, List<Problem> problems) {
    this.instances = instances;
    this.lookup = lookup;
    this.problems = problems;
  }

  /**
   * Where the heap is in Java.
   *
   * @param manager an instance that manages the memory in its place, if there is one
   * @param javaAllocates whether code in Java uses the heap
   */
  void besideJava(Optional<InstancePlan> manager, boolean javaAllocates) {
    List<Beside> apart = new ArrayList<>();
    for (InstancePlan instance : instances) {
      Optional<String> user =
          manager.isPresent() ? Optional.empty() : user(instance, javaAllocates);
      Optional<KeptAllocator> kept =
          lookup.hasWarnedOfAllocator(instance) ? Optional.empty() : kept(instance, manager);
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

  /**
   * Where another instance has the heap.
   *
   * @param servesNone whether an allocator could be replaced but by nothing that the owner has,
   *     which there is no other warning of
   */
  void besideOwner(InstancePlan owner, Predicate<OwnAllocator> servesNone) {
    for (InstancePlan instance : instances) {
      if (instance == owner || lookup.hasWarnedOfAllocator(instance)) {
        continue;
      }
      Optional<OwnAllocator> own = instance.allocator.replaceable();
      if (own.isEmpty() || instance.replacedAllocator != null) {
        instance
            .allocator
            .kept()
            .ifPresent(kept -> problems.add(notReplaced(instance, owner.described(), kept)));
      } else if (servesNone.test(own.get())) {
        String why =
            owner.file.name() + " has nothing that serves the allocator of Rust's standard library";
        KeptAllocator kept = new KeptAllocator(why, KeptAllocator.IMPORT_IN_RUST);
        problems.add(notReplaced(instance, owner.described(), kept));
      }
    }
  }

  private static Optional<KeptAllocator> kept(
      InstancePlan instance, Optional<InstancePlan> manager) {
    boolean couldBeReplaced =
        instance.allocator.replaceable().isPresent() && instance.replacedAllocator == null;
    return couldBeReplaced
        ? manager.map(
            other ->
                new KeptAllocator(
                    other.described()
                        + " manages the memory above all static data, which leaves no room for a heap"
                        + " in Java",
                    "Let " + other.file.name() + " import malloc and free from env"))
        : instance.allocator.kept();
  }

  private Optional<String> user(InstancePlan beside, boolean javaAllocates) {
    return instances.stream()
        .filter(instance -> instance != beside && lookup.usesHeap(instance))
        .map(InstancePlan::described)
        .findFirst()
        .or(() -> javaAllocates ? Optional.of("Java") : Optional.empty());
  }

  private static Problem notReplaced(InstancePlan instance, String user, KeptAllocator kept) {
    return ProblemCode.ALLOCATOR_NOT_REPLACED.of(
        instance.name, instance.file.name(), user, kept.why(), kept.remedy());
  }

  private static Problem apart(Beside one, Beside other) {
    return ProblemCode.ALLOCATORS_APART.of(
        one.instance.name,
        one.instance.file.name(),
        other.instance.described(),
        one.kept.why(),
        one.kept.remedy());
  }
}

package dev.radicchio.link.allocator;

import dev.radicchio.link.input.Instance;
import dev.radicchio.link.plan.HeapPolicy;
import dev.radicchio.link.problem.Problem;
import dev.radicchio.link.problem.ProblemCode;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Who allocates memory in a program: whose own allocator the program's heap replaces, and what the
 * code that is left does about the memory's size.
 *
 * <p>With a heap in Java, all allocators that can be replaced are, unless another instance manages
 * the memory above all static data, where that heap would be. Where an instance has the heap, those
 * are of which it exports every function.
 */
public final class Allocation {
  private final List<Instance> instances;
  private final HeapPolicy policy;
  private final List<ModuleAllocator> own;

  /** By the instance's number; null where it stays. */
  private final List<@Nullable OwnAllocator> replaced;

  private final List<Problem> problems;

  private Allocation(
      List<Instance> instances,
      HeapPolicy policy,
      List<ModuleAllocator> own,
      List<@Nullable OwnAllocator> replaced,
      List<Problem> problems) {
    this.instances = instances;
    this.policy = policy;
    this.own = own;
    this.replaced = replaced;
    this.problems = problems;
  }

  /**
   * Applies a heap policy to instances.
   *
   * @param own what there is to say of the allocator of each
   */
  public static Allocation of(
      List<Instance> instances, List<ModuleAllocator> own, HeapPolicy policy) {
    Allocation keeping =
        new Allocation(
            instances, policy, own, Collections.nCopies(instances.size(), null), List.of());
    if (policy instanceof HeapPolicy.Host) {
      Allocation replacing = keeping.replacingAll();
      return HeapOwners.of(replacing).instances().isEmpty() ? replacing : keeping;
    }
    return policy instanceof HeapPolicy.Guest guest
        ? keeping.replacingBy(GuestHeap.of(instances, guest))
        : keeping;
  }

  private Allocation replacingAll() {
    List<@Nullable OwnAllocator> all = new ArrayList<>();
    own.forEach(allocator -> all.add(allocator.replaceable().orElse(null)));
    return new Allocation(instances, policy, own, all, List.of());
  }

  private Allocation replacingBy(GuestHeap heap) {
    List<Problem> found = new ArrayList<>(heap.problems());
    List<@Nullable OwnAllocator> some = new ArrayList<>();
    for (Instance instance : instances) {
      OwnAllocator allocator = of(instance).replaceable().orElse(null);
      if (allocator == null || instance.equals(heap.owner())) {
        some.add(null);
        continue;
      }
      List<String> missing = heap.missing(allocator);
      some.add(missing.isEmpty() ? allocator : null);
      if (missing.stream().anyMatch(GuestHeap::isOfC)) {
        found.add(
            ProblemCode.ALLOCATOR_KEPT.of(
                instance.name(),
                instance.file(),
                heap.owner().described(),
                heap.owner().file(),
                String.join(", ", missing)));
      }
    }
    return new Allocation(instances, policy, own, some, List.copyOf(found));
  }

  /** The instances of the program. */
  public List<Instance> instances() {
    return instances;
  }

  /** Who manages the heap. */
  public HeapPolicy policy() {
    return policy;
  }

  /** The instance that manages the heap, if one does. */
  public Optional<GuestHeap> guestHeap() {
    return policy instanceof HeapPolicy.Guest guest
        ? Optional.of(GuestHeap.of(instances, guest))
        : Optional.empty();
  }

  /** Why an instance cannot have the heap, and whose allocator stays beside it. */
  public List<Problem> problems() {
    return problems;
  }

  /** The allocator that an instance brings. */
  public ModuleAllocator of(Instance instance) {
    return own.get(instance.number());
  }

  /** The allocator of an instance, if the program's heap replaces it, or else null. */
  public @Nullable OwnAllocator replaced(Instance instance) {
    return replaced.get(instance.number());
  }

  /** Whether a function can be called, unless the module's own code never did. */
  public boolean isLive(Instance instance, int function) {
    OwnAllocator allocator = replaced(instance);
    return allocator == null || allocator.isLive(function);
  }

  /** Whether a function that is called has nothing to do. */
  public boolean isEmptied(Instance instance, int function) {
    OwnAllocator allocator = replaced(instance);
    return allocator != null && allocator.isEmptied(function);
  }

  /** Whether an instance's code asks how large the memory is, as one does that takes all of it. */
  public boolean asksMemorySize(Instance instance) {
    return anyLive(instance, instance.module().scan().growth().askers());
  }

  /** Whether an instance's code asks for more memory. */
  public boolean growsMemory(Instance instance) {
    return anyLive(instance, instance.module().scan().growth().growers());
  }

  /**
   * Whether an instance's code may take memory that others have grown for its own: because it is
   * below the memory's size, or where it expects its next pages to be.
   */
  public boolean takesWhatOthersGrow(Instance instance) {
    return !of(instance).hasOwnMemorySize()
        && (asksMemorySize(instance)
            || anyLive(instance, instance.module().scan().growth().followers()));
  }

  private boolean anyLive(Instance instance, BitSet functions) {
    return functions.stream().anyMatch(function -> isLive(instance, function));
  }

  /** See {@link ModuleAllocator#hasOwnMemorySize()}. */
  public boolean hasOwnMemorySize(Instance instance) {
    return of(instance).hasOwnMemorySize() && asksMemorySize(instance);
  }
}

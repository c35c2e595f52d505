package dev.radicchio.link.allocator;

import dev.radicchio.link.input.Instance;
import dev.radicchio.link.plan.HeapPolicy;
import dev.radicchio.link.problem.Problem;
import dev.radicchio.link.problem.ProblemCode;
import java.util.ArrayList;
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
  private final @Nullable GuestHeap guestHeap;
  private final LiveCode live;
  private final HeapOwners owners;
  private final List<Problem> problems;

  private Allocation(
      List<Instance> instances,
      HeapPolicy policy,
      @Nullable GuestHeap guestHeap,
      LiveCode live,
      List<Problem> problems) {
    this.instances = instances;
    this.policy = policy;
    this.guestHeap = guestHeap;
    this.live = live;
    this.owners = HeapOwners.of(instances, live);
    this.problems = problems;
  }

  /**
   * Applies a heap policy to instances.
   *
   * @param own what there is to say of the allocator of each
   */
  public static Allocation of(
      List<Instance> instances, List<ModuleAllocator> own, HeapPolicy policy) {
    if (policy instanceof HeapPolicy.Guest guest) {
      return replacingBy(GuestHeap.of(instances, guest), instances, own);
    }
    if (policy instanceof HeapPolicy.Host) {
      List<@Nullable OwnAllocator> all = new ArrayList<>();
      own.forEach(allocator -> all.add(allocator.replaceable().orElse(null)));
      Allocation replacing =
          new Allocation(instances, policy, null, new LiveCode(own, all), List.of());
      if (replacing.owners.instances().isEmpty()) {
        return replacing;
      }
    }
    List<@Nullable OwnAllocator> none = Collections.nCopies(instances.size(), null);
    return new Allocation(instances, policy, null, new LiveCode(own, none), List.of());
  }

  private static Allocation replacingBy(
      GuestHeap heap, List<Instance> instances, List<ModuleAllocator> own) {
    List<Problem> found = new ArrayList<>(heap.problems());
    List<@Nullable OwnAllocator> some = new ArrayList<>();
    for (Instance instance : instances) {
      OwnAllocator allocator = own.get(instance.number()).replaceable().orElse(null);
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
    return new Allocation(
        instances, heap.policy(), heap, new LiveCode(own, some), List.copyOf(found));
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
    return Optional.ofNullable(guestHeap);
  }

  /** Who manages the memory above all static data. */
  public HeapOwners owners() {
    return owners;
  }

  /** Why an instance cannot have the heap, and whose allocator stays beside it. */
  public List<Problem> problems() {
    return problems;
  }

  /** The allocator that an instance brings. */
  public ModuleAllocator of(Instance instance) {
    return live.allocator(instance);
  }

  /** The allocator of an instance, if the program's heap replaces it, or else null. */
  public @Nullable OwnAllocator replaced(Instance instance) {
    return live.replaced(instance);
  }

  /** The code that is left. */
  public LiveCode live() {
    return live;
  }
}

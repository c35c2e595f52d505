package dev.radicchio.link.input;

import dev.radicchio.binary.ExternType;
import dev.radicchio.link.input.LinkedMemory.Above;
import dev.radicchio.link.plan.HeapFunction;
import dev.radicchio.link.plan.HeapPolicy;
import dev.radicchio.link.plan.Region;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Decides which modules that say nothing of how to relocate them stay at home, where their
 * toolchains put them, and which are rebased.
 *
 * <p>One that is alone is linked as it is. Of several, each stays whose range is free in the order
 * of instances, and all others are rebased. One that may take the memory above it keeps doing so if
 * everything else fits below; else it is shown a memory of its own, which ends where its range
 * does. The heap's owner, which has to grow, is then moved to the end instead.
 */
public final class Homes {
  private static final long GUARD_BYTES = 1024;

  private final List<Instance> instances;
  private final HeapPolicy heap;
  private final boolean javaAllocates;
  private final long otherBytes;
  private final Predicate<Instance> keepsToItsPages;
  private final List<Region> taken = new ArrayList<>();
  private @Nullable Instance open;

  private Homes(
      List<Instance> instances,
      HeapPolicy heap,
      boolean javaAllocates,
      long otherBytes,
      Predicate<Instance> keepsToItsPages) {
    this.instances = instances;
    this.heap = heap;
    this.javaAllocates = javaAllocates;
    this.otherBytes = otherBytes;
    this.keepsToItsPages = keepsToItsPages;
  }

  /**
   * The instances with what becomes of each.
   *
   * @param javaAllocates whether code in Java needs a heap
   * @param otherBytes how much memory is needed that is no instance's, the stack included
   * @param keepsToItsPages whether it is known of an instance that it takes no memory that others
   *     grow, although it asks for its size
   */
  public static List<Instance> of(
      List<Instance> instances,
      HeapPolicy heap,
      boolean javaAllocates,
      long otherBytes,
      Predicate<Instance> keepsToItsPages) {
    return FixedSlots.of(
        new Homes(instances, heap, javaAllocates, otherBytes, keepsToItsPages).decide());
  }

  private List<Instance> decide() {
    List<Instance> decided = new ArrayList<>();
    for (Instance instance : instances) {
      if (absolute(instance).isPresent() && !isMovable(instance)) {
        taken.add(range(instance, instance.module().relocatability().data().linkedEnd()));
      }
    }
    for (Instance instance : instances) {
      decided.add(instance.as(decide(instance)));
    }
    return decided;
  }

  private Relocatability decide(Instance instance) {
    Relocatability model = instance.module().relocatability();
    if (model instanceof Rebased rebased) {
      Window range = window(instance);
      return rebased.within(isHeapOwner(instance) ? ofOwner(range) : range);
    }
    Absolute absolute = absolute(instance).orElse(null);
    if (absolute == null || !isMovable(instance)) {
      return model;
    }
    LinkedMemory memory = absolute.fixed().orElseThrow();
    Window window = window(instance);
    boolean overlaps = overlaps(range(instance, memory.end()));
    boolean claims =
        (memory.above() == Above.TAKES && !keepsToItsPages.test(instance))
            || (memory.above() == Above.OPEN && instance.pages().isEmpty());
    if (claims && !overlaps && mayTakeAll(instance, memory)) {
      open = instance;
      taken.add(range(instance, memory.end()));
      return model;
    }
    if (isHeapOwner(instance) && (claims || overlaps)) {
      return absolute.rebased(ofOwner(window));
    }
    boolean asked = instance.memory().growPages().isPresent();
    boolean shown =
        claims || (grows(instance) && (asked || others(instance).anyMatch(this::takesOthers)));
    Region range =
        range(instance, shown ? Math.max(memory.end(), window.reservedBytes()) : memory.end());
    if (overlaps(range)) {
      return absolute.rebased(window);
    }
    taken.add(range);
    return shown ? absolute.within(window) : absolute;
  }

  private static Optional<Absolute> absolute(Instance instance) {
    return instance.module().relocatability() instanceof Absolute absolute
        ? Optional.of(absolute)
        : Optional.empty();
  }

  /** Whether nobody says where it is. */
  private static boolean isMovable(Instance instance) {
    return instance.base().isEmpty() && absolute(instance).filter(Absolute::isMovable).isPresent();
  }

  /** An instance that only uses pages that it gets needs no range to grow in. */
  private Window window(Instance instance) {
    Window range = Window.of(instance.binary(), instance.module().scan(), instance.memory());
    boolean copes =
        instance.memory().growPages().isEmpty()
            && !range.isSmall()
            && grows(instance)
            && !takesAll(instance)
            && others(instance).noneMatch(this::takesOthers);
    return copes ? range.amongOthers() : range;
  }

  /** The heap's owner has to grow, at the end if not among others. */
  private static Window ofOwner(Window range) {
    return range.growsProgram() ? range : range.atEnd();
  }

  private boolean overlaps(Region range) {
    return taken.stream().anyMatch(range::overlaps);
  }

  /** What an instance occupies at home, if that ends at an address unless it has pages beyond. */
  private static Region range(Instance instance, long end) {
    long start = instance.module().relocatability().fixed().orElseThrow().start();
    return new Region(
        Region.Kind.RESERVED,
        instance.name(),
        instance.base().orElse(start),
        Math.max(end, instance.ownBytes()));
  }

  /** Whether everything else fits below an instance, and nothing else grows the memory. */
  private boolean mayTakeAll(Instance instance, LinkedMemory memory) {
    boolean alone =
        open == null
            && !(heap instanceof HeapPolicy.Host
                && (javaAllocates || instances.stream().anyMatch(Homes::importsHeap)))
            && others(instance).noneMatch(other -> grows(other) || takesAll(other));
    long below = otherBytes;
    long fixed = 0;
    for (Instance other : others(instance).toList()) {
      StaticData data = other.module().relocatability().data();
      LinkedMemory home = other.module().relocatability().fixed().orElse(null);
      if (home == null) {
        below += data.bytes() > 0 ? data.bytes() + data.alignment() : 0;
      } else {
        fixed = Math.max(fixed, Math.max(home.end(), other.ownBytes()));
      }
    }
    return alone && fixed + (below > 0 ? GUARD_BYTES + below : 0) <= memory.start();
  }

  private Stream<Instance> others(Instance instance) {
    return instances.stream().filter(other -> !other.equals(instance));
  }

  private boolean isHeapOwner(Instance instance) {
    return heap instanceof HeapPolicy.Guest guest && guest.instance().equals(instance.name());
  }

  private static boolean grows(Instance instance) {
    return instance.module().scan().growth().grows();
  }

  /** Whether an instance may take all memory that there is, or where it grows. */
  private boolean takesAll(Instance instance) {
    GrowthScan growth = instance.module().scan().growth();
    return !keepsToItsPages.test(instance)
        && (!growth.askers().isEmpty() || !growth.followers().isEmpty());
  }

  /** The same of what others grow: an absolute one that may get a range is no such instance. */
  private boolean takesOthers(Instance instance) {
    boolean getsRange =
        isMovable(instance) || instance.module().relocatability() instanceof Rebased;
    return takesAll(instance) && (!getsRange || isHeapOwner(instance));
  }

  private static boolean importsHeap(Instance instance) {
    return instance.binary().imports(ExternType.Kind.FUNCTION).stream()
        .anyMatch(
            imported ->
                imported.module().equals(ImportNames.FLAT)
                    && HeapFunction.named(imported.name()).isPresent());
  }
}

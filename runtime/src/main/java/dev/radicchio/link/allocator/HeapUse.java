package dev.radicchio.link.allocator;

import dev.radicchio.binary.Export;
import dev.radicchio.binary.ExternType;
import dev.radicchio.binary.FunctionType;
import dev.radicchio.link.input.HeapExports;
import dev.radicchio.link.input.InstancePlan;
import dev.radicchio.link.place.MemoryLayout;
import dev.radicchio.link.plan.HeapFunction;
import dev.radicchio.link.plan.HeapLayout;
import dev.radicchio.link.plan.HeapPolicy;
import dev.radicchio.link.problem.Problem;
import dev.radicchio.link.problem.ProblemCode;
import dev.radicchio.link.resolve.ExportLookup;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Applies the heap policy of a program to its instances. */
public final class HeapUse {
  private final List<InstancePlan> instances;
  private final HeapPolicy policy;
  private final List<Problem> problems;

  public HeapUse(List<InstancePlan> instances, HeapPolicy policy, List<Problem> problems) {
    this.instances = instances;
    this.policy = policy;
    this.problems = problems;
  }

  /** Decides whose own allocator gives way to the program's heap. */
  public void replaceAllocators() {
    if (policy instanceof HeapPolicy.Host) {
      for (InstancePlan instance : instances) {
        instance.replacedAllocator = instance.allocator.replaceable().orElse(null);
      }
      if (!HeapOwners.of(instances, problems).instances().isEmpty()) {
        // there can be no heap in Java, so that all keep what they have
        instances.forEach(instance -> instance.replacedAllocator = null);
      }
    } else if (policy instanceof HeapPolicy.Guest guest) {
      InstancePlan owner = owner(instances, guest);
      check(owner, guest.malloc(), HeapFunction.MALLOC);
      check(owner, guest.free(), HeapFunction.FREE);
      for (InstancePlan instance : instances) {
        Optional<OwnAllocator> own = instance.allocator.replaceable();
        if (instance != owner && own.isPresent()) {
          List<String> missing = missing(owner, guest, own.get());
          if (missing.isEmpty()) {
            instance.replacedAllocator = own.get();
          } else if (missing.stream().anyMatch(HeapUse::isOfC)) {
            problems.add(keepsItsOwn(instance, owner, missing));
          }
        }
      }
    }
  }

  /** Warns of instances whose allocators stay beside the heap or beside each other. */
  public void warnOfKept(ExportLookup lookup, boolean javaAllocates) {
    if (policy instanceof HeapPolicy.Guest guest) {
      InstancePlan owner = owner(instances, guest);
      new KeptAllocators(instances, lookup, problems)
          .besideOwner(owner, own -> missing(owner, guest, own).stream().noneMatch(HeapUse::isOfC));
    } else if (policy instanceof HeapPolicy.Host) {
      Optional<InstancePlan> manager =
          HeapOwners.of(instances, problems).instances().stream().findFirst();
      new KeptAllocators(instances, lookup, problems).besideJava(manager, javaAllocates);
    }
  }

  public static InstancePlan owner(List<InstancePlan> instances, HeapPolicy.Guest guest) {
    return instances.stream()
        .filter(instance -> instance.name.equals(guest.instance()))
        .findFirst()
        .orElseThrow(() -> new AssertionError("the linker checks the names of instances"));
  }

  /** The export of the heap's owner that a function of C means, if it has one of that type. */
  public static @Nullable Export export(InstancePlan owner, HeapPolicy.Guest guest, String symbol) {
    String name =
        switch (symbol) {
          case "malloc" -> guest.malloc();
          case "free" -> guest.free();
          default -> symbol;
        };
    Export export = owner.module.export(name, ExternType.Kind.FUNCTION);
    return export != null
            && isDefined(owner, export)
            && HeapFunction.of(symbol, type(owner, export)).isPresent()
        ? export
        : null;
  }

  private static boolean isDefined(InstancePlan owner, Export export) {
    return export.index() >= owner.module.binary().imported(ExternType.Kind.FUNCTION);
  }

  private static FunctionType type(InstancePlan owner, Export export) {
    return owner.module.binary().functionType(export.index());
  }

  private static List<String> missing(
      InstancePlan owner, HeapPolicy.Guest guest, OwnAllocator own) {
    return own.replaced().values().stream()
        .filter(symbol -> export(owner, guest, symbol) == null)
        .toList();
  }

  /** What Rust and C++ allocate for themselves, nobody else expects to free. */
  private static boolean isOfC(String symbol) {
    return HeapFunction.named(symbol).orElseThrow().family() == HeapFunction.Family.C;
  }

  private static Problem keepsItsOwn(
      InstancePlan instance, InstancePlan owner, List<String> missing) {
    return ProblemCode.ALLOCATOR_KEPT.of(
        instance.name,
        instance.file.name(),
        owner.described(),
        owner.file.name(),
        String.join(", ", missing));
  }

  private void check(InstancePlan owner, String name, HeapFunction function) {
    Export export = owner.module.export(name, ExternType.Kind.FUNCTION);
    if (export == null) {
      problems.add(ProblemCode.HEAP_FUNCTION_MISSING.of(owner.name, owner.file.name(), name, name));
    } else if (!isDefined(owner, export)) {
      problems.add(ProblemCode.HEAP_FUNCTION_IMPORTED.of(owner.name, owner.file.name(), name));
    } else if (!type(owner, export).equals(function.type())) {
      problems.add(
          ProblemCode.HEAP_FUNCTION_TYPE.of(
              owner.name, owner.file.name(), name, type(owner, export), function.type()));
    }
  }

  /** The heap in Java grows the memory, too, as soon as anyone allocates from it. */
  private void warnOfContiguousGrowth() {
    for (InstancePlan instance : instances) {
      if (instance.takesWhatOthersGrow() && instance.growsMemory()) {
        problems.add(
            ProblemCode.GROWTH_BESIDE_HEAP.of(
                instance.name, instance.file.name(), asOwner(instance)));
      }
    }
  }

  /** How to make an instance manage the program's heap. */
  private static String asOwner(InstancePlan instance) {
    return HeapExports.of(instance.module.binary())
        .map(
            exports ->
                String.format(
                    "GUEST with heapOwner = \"%s\", malloc = \"%s\" and free = \"%s\"",
                    instance.name, exports.malloc(), exports.free()))
        .orElse("GUEST with this one as heapOwner, if it exports functions like malloc and free");
  }

  /**
   * The heap's part of the layout.
   *
   * @param used whether an instance allocates from a heap in Java
   */
  public HeapLayout layout(MemoryLayout memory, boolean used) {
    if (!(policy instanceof HeapPolicy.Host)) {
      String reason =
          policy instanceof HeapPolicy.Private
              ? "each module has an allocator of its own (heap policy PRIVATE); take HOST, or GUEST"
                  + " with the instance whose malloc and free are to serve Java"
              : null;
      return new HeapLayout(policy, memory.heapBase(), memory.heapBase(), reason);
    }
    List<InstancePlan> owners = memory.heapOwners();
    if (owners.isEmpty()) {
      warnOfContiguousGrowth();
      return new HeapLayout(policy, memory.heapBase(), memory.heapEnd(), null);
    }
    InstancePlan owner = owners.get(0);
    Problem taken =
        HeapOwners.isOpen(owner)
            ? ProblemCode.HEAP_IN_OPEN_MEMORY.of(owner.name, owner.described())
            : ProblemCode.HEAP_TAKEN.of(owner.name, owner.described(), asOwner(owner));
    if (used) {
      problems.add(taken);
    }
    return new HeapLayout(policy, memory.heapBase(), memory.heapBase(), taken.message());
  }
}

package dev.radicchio.link;

import dev.radicchio.binary.Export;
import dev.radicchio.binary.ExternType;
import dev.radicchio.binary.FunctionType;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Applies the heap policy of a program to its instances. */
final class HeapUse {
  private final List<InstancePlan> instances;
  private final HeapPolicy policy;
  private final List<Problem> problems;

  HeapUse(List<InstancePlan> instances, HeapPolicy policy, List<Problem> problems) {
    this.instances = instances;
    this.policy = policy;
    this.problems = problems;
  }

  /** Decides whose own allocator gives way to the program's heap. */
  void replaceAllocators() {
    if (policy instanceof HeapPolicy.Host) {
      for (InstancePlan instance : instances) {
        instance.replacedAllocator = instance.module.allocator().orElse(null);
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
        Optional<OwnAllocator> own = instance.module.allocator();
        if (instance != owner && own.isPresent() && serves(owner, guest, own.get())) {
          instance.replacedAllocator = own.get();
        }
      }
    }
  }

  static InstancePlan owner(List<InstancePlan> instances, HeapPolicy.Guest guest) {
    return instances.stream()
        .filter(instance -> instance.name.equals(guest.instance()))
        .findFirst()
        .orElseThrow(() -> new AssertionError("the linker checks the names of instances"));
  }

  /** The export of the heap's owner that a function of C means, if it has one of that type. */
  static @Nullable Export export(InstancePlan owner, HeapPolicy.Guest guest, String symbol) {
    String name =
        switch (symbol) {
          case "malloc" -> guest.malloc();
          case "free" -> guest.free();
          default -> symbol;
        };
    Export export = owner.module.export(name, ExternType.Kind.FUNCTION);
    return export != null && HeapFunction.of(symbol, type(owner, export)).isPresent()
        ? export
        : null;
  }

  private static FunctionType type(InstancePlan owner, Export export) {
    return owner.module.binary().functionType(export.index());
  }

  private static boolean serves(InstancePlan owner, HeapPolicy.Guest guest, OwnAllocator own) {
    return own.replaced().values().stream()
        .allMatch(symbol -> export(owner, guest, symbol) != null);
  }

  private void check(InstancePlan owner, String name, HeapFunction function) {
    Export export = owner.module.export(name, ExternType.Kind.FUNCTION);
    if (export == null) {
      problems.add(
          Problem.error(
              owner.name,
              owner.file.name()
                  + " is to manage the program's heap and exports no function "
                  + name
                  + ". Export it (-Wl,--export="
                  + name
                  + "), or name another one"));
    } else if (!type(owner, export).equals(function.type())) {
      problems.add(
          Problem.error(
              owner.name,
              owner.file.name()
                  + " is to manage the program's heap with "
                  + name
                  + ", which is "
                  + type(owner, export)
                  + " and must be "
                  + function.type()));
    }
  }

  /**
   * The heap's part of the layout.
   *
   * @param used whether an instance allocates from a heap in Java
   */
  HeapLayout layout(MemoryLayout memory, boolean used) {
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
      return new HeapLayout(policy, memory.heapBase(), memory.heapEnd(), null);
    }
    InstancePlan owner = owners.get(0);
    String reason =
        owner.file.name()
            + " ("
            + owner.name
            + ") manages the memory above all static data itself, and the program's heap in Java"
            + " would be in the same place. Let it import malloc and free instead, or take the heap"
            + " policy GUEST and name it, or PRIVATE";
    if (used) {
      problems.add(Problem.error(owner.name, reason));
    }
    return new HeapLayout(policy, memory.heapBase(), memory.heapBase(), reason);
  }
}

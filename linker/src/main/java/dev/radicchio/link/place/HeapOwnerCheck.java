package dev.radicchio.link.place;

import dev.radicchio.link.allocator.Allocation;
import dev.radicchio.link.allocator.HeapOwners;
import dev.radicchio.link.input.Instance;
import dev.radicchio.link.problem.Problem;
import dev.radicchio.link.problem.ProblemCode;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Reports what the {@link HeapOwners} of a program and others would do to each other. */
final class HeapOwnerCheck {
  private static final Unmovable.Codes ABOVE_OWNER =
      new Unmovable.Codes(
          ProblemCode.ABOVE_HEAP_OWNER,
          ProblemCode.ABOVE_NUMBER_OF_HEAP_OWNER,
          ProblemCode.ABOVE_MADE_ADDRESSES);

  private final Allocation allocation;
  private final HeapOwners owners;
  private final Memory memory;
  private final List<Problem> problems = new ArrayList<>();

  HeapOwnerCheck(Allocation allocation, Memory memory) {
    this.allocation = allocation;
    this.owners = allocation.owners();
    this.memory = memory;
  }

  List<Problem> problems() {
    List<Instance> managing =
        owners.instances().stream().filter(owner -> !owners.isOpen(owner)).toList();
    for (Instance owner : owners.instances()) {
      if (owners.isOpen(owner) && !unmovable(owner).makesAddresses()) {
        checkOpen(owner, managing);
      } else {
        checkNothingAbove(owner);
      }
    }
    if (managing.size() > 1) {
      problems.add(
          ProblemCode.TWO_HEAP_OWNERS.of(
              managing.get(1).name(), managing.get(0).described(), managing.get(1).described()));
    }
    for (Instance asking : allocation.instances()) {
      if (allocation.live().takesWhatOthersGrow(asking)) {
        checkGrowth(asking);
      }
    }
    return problems;
  }

  private Unmovable unmovable(Instance instance) {
    return new Unmovable(instance, memory.of(instance).start());
  }

  private boolean isBelowOthers(Instance owner) {
    return HeapOwners.ownMemory(owner.module()) != null
        && memory.occupied().stream().anyMatch(region -> region.start() >= memory.of(owner).end());
  }

  private void checkNothingAbove(Instance owner) {
    if (isBelowOthers(owner)) {
      problems.add(
          unmovable(owner)
              .problem(owner.name(), ABOVE_OWNER, owner.file(), memory.of(owner).start()));
    }
  }

  private void checkOpen(Instance open, List<Instance> managing) {
    Optional<String> inTheWay =
        isBelowOthers(open)
            ? Optional.of("others lie above it")
            : managing.stream()
                .findFirst()
                .map(owner -> owner.described() + " manages the memory above it")
                .or(
                    () ->
                        allocation.instances().stream()
                            .filter(instance -> !instance.equals(open))
                            .filter(allocation.live()::growsMemory)
                            .findFirst()
                            .map(growing -> growing.described() + " grows the memory for itself"));
    inTheWay.ifPresent(
        other ->
            problems.add(
                ProblemCode.OTHERS_IN_OPEN_MEMORY.of(
                    open.name(),
                    open.file(),
                    memory.of(open).start(),
                    other,
                    open.module().producer().orRelink())));
  }

  private void checkGrowth(Instance asking) {
    for (Instance growing : allocation.instances()) {
      if (growing.equals(asking) || !allocation.live().growsMemory(growing)) {
        continue;
      }
      ProblemCode code =
          owners.instances().contains(asking)
              ? ProblemCode.GROWTH_BESIDE_HEAP_OWNER
              : ProblemCode.GROWTH_BESIDE_SIZE;
      String takes =
          allocation.live().asksMemorySize(asking)
              ? "asks how large the memory is and may take what lies below that for its own"
              : "assumes that the memory grows where it left it";
      problems.add(code.of(asking.name(), asking.described(), takes, growing.described()));
    }
  }
}

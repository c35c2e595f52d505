package dev.radicchio.link.resolve;

import dev.radicchio.binary.ExternType;
import dev.radicchio.link.allocator.Allocation;
import dev.radicchio.link.input.ImportNames;
import dev.radicchio.link.input.Instance;
import dev.radicchio.link.problem.Problem;
import dev.radicchio.link.problem.ProblemCode;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Warns of allocators that an instance could mean where it gets functions of a heap in Java. */
final class OtherAllocators {
  private final Allocation allocation;
  private final List<Problem> problems;
  private final Set<Instance> mixing = new HashSet<>();
  private final Set<Instance> passingBy = new HashSet<>();
  private final Set<Instance> warnedOf = new HashSet<>();

  OtherAllocators(Allocation allocation, List<Problem> problems) {
    this.allocation = allocation;
    this.problems = problems;
  }

  /** Checks an instance for which the heap serves a function; warns once of each kind. */
  void check(Instance importer, String symbol) {
    if (allocation.replaced(importer) == null
        && allocation.of(importer).definesHeapFunctions()
        && mixing.add(importer)) {
      warnedOf.add(importer);
      problems.add(
          ProblemCode.ALLOCATORS_MIXED.of(
              importer.name(), importer.file(), ImportNames.flat(symbol)));
    }
    for (Instance other : allocation.instances()) {
      if (!other.equals(importer) && offers(other, symbol) && passingBy.add(importer)) {
        warnedOf.add(other);
        problems.add(
            ProblemCode.ALLOCATOR_NOT_USED.of(
                importer.name(),
                importer.file(),
                ImportNames.flat(symbol),
                other.described(),
                importer.name()));
      }
    }
  }

  private boolean offers(Instance other, String symbol) {
    Optional<FoundExport> found = ExportLookup.export(other, symbol, ExternType.Kind.FUNCTION);
    return found.isPresent()
        && allocation.replaced(other) == null
        && !found.get().isWeak()
        && found.get().isDefined();
  }

  /** The instances that keep an allocator, of which there is a warning. */
  Set<Instance> warnedOf() {
    return warnedOf;
  }
}

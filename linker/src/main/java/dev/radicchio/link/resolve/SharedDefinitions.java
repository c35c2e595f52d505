package dev.radicchio.link.resolve;

import dev.radicchio.link.allocator.Allocation;
import dev.radicchio.link.input.Definition;
import dev.radicchio.link.input.ImportNames;
import dev.radicchio.link.input.Instance;
import dev.radicchio.link.problem.Names;
import dev.radicchio.link.problem.Problem;
import dev.radicchio.link.problem.ProblemCode;
import dev.radicchio.link.resolve.Interposition.Candidate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What may be wrong where instances share definitions: there are several to choose from, they
 * differ, what is in them is allocated apart, or another instance of the same file shares none of
 * it.
 */
final class SharedDefinitions {
  private final Allocation allocation;
  private final ImageTypes types;
  private final List<Problem> found = new ArrayList<>();
  private final Map<Pair, List<String>> unknown = new LinkedHashMap<>();
  private final Map<Pair, List<String>> allocatedApart = new LinkedHashMap<>();
  private final Map<Apart, List<String>> apart = new LinkedHashMap<>();

  /** An instance whose definition gives way, and the one whose it gives way to. */
  private record Pair(Instance instance, Instance owner) {}

  /** An instance that shares nothing, the first of its file, and one that shares with that. */
  private record Apart(Instance instance, Instance first, Instance other) {}

  SharedDefinitions(Allocation allocation, ImageTypes types) {
    this.allocation = allocation;
    this.types = types;
  }

  /** Notes that one definition gives way to another; says whether it can. */
  boolean add(Candidate own, Candidate other) {
    Definition definition = own.definition();
    if (definition.isFunction()) {
      return isOfOneType(own, other);
    }
    int size = definition.size();
    int otherSize = other.definition().size();
    if (size >= 0 && otherSize >= 0 && size != otherSize) {
      found.add(
          ProblemCode.SHARED_DATA_DIFFERS.of(
              own.instance().name(),
              definition.name(),
              size,
              own.instance().described(),
              otherSize,
              other.instance().described(),
              other.instance().name()));
    }
    if (isState(definition) && (allocatesApart(own) || allocatesApart(other))) {
      names(allocatedApart, new Pair(own.instance(), other.instance())).add(definition.name());
    }
    return true;
  }

  /** Notes that data is shared that may be another one's under the same name. */
  void addUnknown(Candidate own, Candidate other) {
    names(unknown, new Pair(own.instance(), other.instance())).add(own.definition().name());
  }

  /** Notes that a weak definition may give way to either of two. */
  void addAmbiguous(Candidate own, Candidate first, Candidate second) {
    found.add(
        ProblemCode.AMBIGUOUS_IMPORT.of(
            own.instance().name(),
            own.instance().file(),
            ImportNames.flat(own.definition().name()),
            first.instance().described(),
            second.instance().described(),
            first.instance().name()));
  }

  /** Notes that an instance keeps what the first of its file shares with another one's. */
  void addApart(Candidate own, Candidate first, Candidate other) {
    if (!own.definition().isFunction() && isState(own.definition())) {
      Apart key = new Apart(own.instance(), first.instance(), other.instance());
      names(apart, key).add(own.definition().name());
    }
  }

  private static <K> List<String> names(Map<K, List<String>> map, K key) {
    return map.computeIfAbsent(key, none -> new ArrayList<>());
  }

  /** Whether data may be written; C++'s virtual tables are not, wherever linkers put them. */
  private static boolean isState(Definition data) {
    return !data.constant()
        && !SymbolName.isVirtualTable(data.name())
        && !SymbolName.isTypeInformation(data.name());
  }

  private boolean allocatesApart(Candidate candidate) {
    Instance instance = candidate.instance();
    boolean ownsHeap =
        allocation.guestHeap().filter(heap -> heap.owner().equals(instance)).isPresent();
    return allocation.of(instance).definesHeapFunctions()
        && allocation.replaced(instance) == null
        && !ownsHeap;
  }

  private boolean isOfOneType(Candidate own, Candidate other) {
    int function = own.definition().export().index();
    int otherFunction = other.definition().export().index();
    boolean same =
        types.ofFunction(own.instance(), function)
            == types.ofFunction(other.instance(), otherFunction);
    if (!same) {
      found.add(
          ProblemCode.SHARED_FUNCTION_DIFFERS.of(
              own.instance().name(),
              own.definition().name(),
              own.instance().binary().functionType(function),
              own.instance().described(),
              other.instance().binary().functionType(otherFunction),
              other.instance().described()));
    }
    return same;
  }

  List<Problem> problems() {
    List<Problem> problems = new ArrayList<>(found);
    unknown.forEach(
        (who, names) ->
            problems.add(
                ProblemCode.SHARED_UNKNOWN.of(
                    who.instance.name(),
                    who.instance.described(),
                    who.owner.described(),
                    Names.some(names),
                    ImportNames.flat(names.get(0)),
                    who.instance.name())));
    apart.forEach(
        (who, names) ->
            problems.add(
                ProblemCode.STATE_APART.of(
                    who.instance.name(),
                    who.instance.described(),
                    Names.some(names),
                    who.first.name(),
                    who.other.described(),
                    ImportNames.flat(names.get(0)),
                    who.first.name())));
    allocatedApart.forEach(
        (who, names) ->
            problems.add(
                ProblemCode.STATE_ALLOCATED_APART.of(
                    who.instance.name(),
                    who.instance.described(),
                    who.owner.described(),
                    Names.some(names))));
    return problems;
  }
}

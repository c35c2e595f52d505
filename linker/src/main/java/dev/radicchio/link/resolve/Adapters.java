package dev.radicchio.link.resolve;

import dev.radicchio.binary.Export;
import dev.radicchio.binary.ExternType;
import dev.radicchio.binary.FunctionType;
import dev.radicchio.binary.ValType;
import dev.radicchio.link.allocator.Allocation;
import dev.radicchio.link.allocator.GuestHeap;
import dev.radicchio.link.input.Instance;
import dev.radicchio.link.plan.ExportPointers;
import dev.radicchio.link.plan.HeapFunction;
import dev.radicchio.link.plan.ImageNaming;
import dev.radicchio.link.plan.Pointers;
import dev.radicchio.link.problem.Problem;
import dev.radicchio.link.problem.ProblemCode;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Decides which calls between instances go through an {@link Adapter}: those of functions that are
 * known to take or return addresses, where one of the two instances is rebased. All that are not
 * rebased count addresses from the same place, and so have one adapter of a function.
 *
 * <p>What is known is what the program says of the export, or of one that passes it on, and what
 * {@link HeapFunction} says of functions of its names. Where nothing is known of a function that
 * has integers, it is called as it is, with a warning.
 */
final class Adapters {
  private final Allocation allocation;
  private final Map<String, Pointers> declared = new HashMap<>();
  private final Map<Adapter, Integer> numbers = new LinkedHashMap<>();
  private final Map<Pair, Set<String>> unknown = new LinkedHashMap<>();

  private record Pair(Instance importer, Instance exporter) {}

  Adapters(Allocation allocation, List<ExportPointers> pointers) {
    this.allocation = allocation;
    for (ExportPointers each : pointers) {
      declared.put(ImageNaming.exportName(each.instance(), each.export()), each.pointers());
    }
  }

  /**
   * The number of the adapter by which an instance calls a function; empty if it calls the function
   * itself.
   *
   * @param symbol the name by which the caller knows it
   * @param exports the exports by which it is found, the one of its owner last
   */
  OptionalInt find(Instance caller, String symbol, List<FoundExport> exports) {
    FoundExport last = exports.get(exports.size() - 1);
    Instance owner = last.instance();
    if (caller.equals(owner) || !(caller.isRebased() || owner.isRebased())) {
      return OptionalInt.empty();
    }
    int function = last.export().index();
    FunctionType type = owner.binary().functionType(function);
    Optional<HeapFunction> ofHeap = HeapFunction.of(symbol, type);
    boolean storesPointer = ofHeap.filter(HeapFunction.POSIX_MEMALIGN::equals).isPresent();
    Adapter.Cell cell = storesPointer ? cell(owner) : null;
    Optional<Pointers> pointers =
        storesPointer && cell == null
            ? Optional.empty()
            : ofHeap.map(HeapFunction::pointers).or(() -> declared(exports));
    if (pointers.isEmpty()) {
      if (hasIntegers(type)) {
        Pair pair = new Pair(caller, owner);
        unknown.computeIfAbsent(pair, added -> new LinkedHashSet<>()).add(last.export().name());
      }
      return OptionalInt.empty();
    }
    return pointers.get().isEmpty()
        ? OptionalInt.empty()
        : number(new Adapter(representative(caller), owner, function, pointers.get(), cell));
  }

  /** All that are not rebased have the same adapters. */
  private Instance representative(Instance caller) {
    return allocation.instances().stream()
        .filter(instance -> !instance.isRebased() && !caller.isRebased())
        .findFirst()
        .orElse(caller);
  }

  private OptionalInt number(Adapter adapter) {
    return OptionalInt.of(numbers.computeIfAbsent(adapter, added -> numbers.size()));
  }

  private Adapter.@Nullable Cell cell(Instance owner) {
    Export malloc = heapFunction(owner, "malloc", HeapFunction.MALLOC);
    Export free = heapFunction(owner, "free", HeapFunction.FREE);
    return malloc == null || free == null ? null : new Adapter.Cell(malloc.index(), free.index());
  }

  /** What the owner of the program's heap has under another name, others have under this one. */
  private @Nullable Export heapFunction(Instance owner, String symbol, HeapFunction function) {
    GuestHeap heap = allocation.guestHeap().orElse(null);
    if (heap != null && heap.owner().equals(owner)) {
      return heap.export(symbol);
    }
    Export export = owner.module().export(symbol, ExternType.Kind.FUNCTION);
    return export != null && owner.binary().functionType(export.index()).equals(function.type())
        ? export
        : null;
  }

  private Optional<Pointers> declared(List<FoundExport> exports) {
    return exports.stream().flatMap(found -> declared(found).stream()).findFirst();
  }

  /** What is said of a function under any of the names by which an instance exports it. */
  private Optional<Pointers> declared(FoundExport found) {
    return found.instance().binary().exports().stream()
        .filter(export -> isSame(export, found.export()))
        .map(export -> ImageNaming.exportName(found.instance().name(), export.name()))
        .flatMap(name -> Optional.ofNullable(declared.get(name)).stream())
        .findFirst();
  }

  private static boolean isSame(Export export, Export other) {
    return export.kind() == ExternType.Kind.FUNCTION && export.index() == other.index();
  }

  private static boolean hasIntegers(FunctionType type) {
    return hasIntegers(type.params()) || hasIntegers(type.results());
  }

  private static boolean hasIntegers(List<ValType> types) {
    return types.contains(ValType.I32) || types.contains(ValType.I64);
  }

  /** All that were found, by their numbers. */
  List<Adapter> all() {
    return List.copyOf(numbers.keySet());
  }

  /** Of which functions nothing is known that instances call as they are. */
  List<Problem> warnings() {
    List<Problem> warnings = new ArrayList<>();
    unknown.forEach(
        (pair, functions) ->
            warnings.add(
                ProblemCode.MAY_PASS_ADDRESSES.of(
                    pair.importer.name(),
                    pair.importer.described(),
                    pair.exporter.described(),
                    String.join(", ", functions))));
    return warnings;
  }
}

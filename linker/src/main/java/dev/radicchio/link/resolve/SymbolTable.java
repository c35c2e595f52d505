package dev.radicchio.link.resolve;

import dev.radicchio.binary.ExternType;
import dev.radicchio.binary.Import;
import dev.radicchio.link.allocator.Allocation;
import dev.radicchio.link.allocator.OwnAllocator;
import dev.radicchio.link.input.ImportNames;
import dev.radicchio.link.input.Instance;
import dev.radicchio.link.input.Relocatability;
import dev.radicchio.link.plan.HeapFunction;
import dev.radicchio.link.plan.HeapPolicy;
import dev.radicchio.link.problem.Problem;
import dev.radicchio.link.problem.ProblemCode;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/**
 * What every import of every instance means, and every symbol of data that a module leaves to
 * others. All is resolved when the table is made, which is also when there are warnings; asking it
 * changes nothing.
 */
public final class SymbolTable {
  private final Allocation allocation;
  private final ExportLookup lookup;
  private final Map<ImportOf, Optional<FoundExport>> imports = new HashMap<>();
  private final Map<SymbolOf, Optional<FoundExport>> data = new HashMap<>();
  private final Set<SymbolOf> ambiguous = new HashSet<>();
  private final OtherAllocators otherAllocators;
  private final WaysOut waysOut;
  private final List<Problem> problems = new ArrayList<>();

  /** An import of an instance. What one of the heap's functions means depends on its type. */
  private record ImportOf(Instance importer, Import imported) {}

  /** A name that an instance leaves to others. */
  private record SymbolOf(Instance importer, String name) {}

  private SymbolTable(Allocation allocation, ExportLookup lookup) {
    this.allocation = allocation;
    this.lookup = lookup;
    this.otherAllocators = new OtherAllocators(allocation, problems);
    this.waysOut = new WaysOut(allocation.instances());
  }

  static SymbolTable of(Allocation allocation, ExportLookup lookup) {
    SymbolTable table = new SymbolTable(allocation, lookup);
    List<Instance> instances = allocation.instances();
    table.resolve(ExternType.Kind.TAG);
    instances.forEach(table::resolveReplaced);
    table.resolve(ExternType.Kind.FUNCTION);
    instances.forEach(table::resolveWeak);
    table.resolve(ExternType.Kind.TABLE);
    table.resolve(ExternType.Kind.GLOBAL);
    instances.forEach(table::resolveData);
    return table;
  }

  /** Memories are the program's, whoever exports one. */
  private void resolve(ExternType.Kind kind) {
    for (Instance instance : allocation.instances()) {
      for (Import imported : instance.binary().imports(kind)) {
        resolve(instance, imported);
      }
    }
  }

  private void resolve(Instance instance, Import imported) {
    ImportOf key = new ImportOf(instance, imported);
    if (!imports.containsKey(key)) {
      imports.put(key, noted(instance, imported.name(), answer(instance, imported)));
    }
  }

  /** Weak functions that nothing defined are imports, though the module has none for them. */
  private void resolveWeak(Instance instance) {
    undefinedWeak(instance).values().forEach(weak -> resolve(instance, weak));
  }

  /** Its import of a table of its own, or of the program's, means no other instance's. */
  private ExportLookup.Answer answer(Instance importer, Import imported) {
    if (isFunctionTable(importer, imported) && !lookup.isBound(importer, imported)) {
      return ExportLookup.Answer.NOTHING;
    }
    return switch (imported.module()) {
      case ImportNames.GOT_MEM ->
          lookup.findForGot(importer, imported.name(), ExternType.Kind.GLOBAL);
      case ImportNames.GOT_FUNC ->
          lookup.findForGot(importer, imported.name(), ExternType.Kind.FUNCTION);
      default -> lookup.find(importer, imported);
    };
  }

  private static boolean isFunctionTable(Instance importer, Import imported) {
    int table = importer.binary().imports(ExternType.Kind.TABLE).indexOf(imported);
    Relocatability model = importer.module().relocatability();
    return table >= 0
        && imported.module().equals(ImportNames.FLAT)
        && (model.sharesTable(table) || model.ownsTable(table));
  }

  /** Calls of an allocator that is replaced mean the program's heap. */
  private void resolveReplaced(Instance instance) {
    OwnAllocator replaced = allocation.replaced(instance);
    if (replaced != null) {
      replaced
          .replaced()
          .values()
          .forEach(symbol -> noted(instance, symbol, lookup.ofHeap(symbol)));
    }
  }

  private void resolveData(Instance instance) {
    instance.module().undefinedData().forEach(symbol -> resolveData(instance, symbol));
    instance.module().openEntries().forEach(symbol -> resolveData(instance, symbol));
  }

  private void resolveData(Instance instance, String name) {
    SymbolOf key = new SymbolOf(instance, name);
    if (!data.containsKey(key)) {
      ExportLookup.Answer answer = lookup.findOther(instance, name, ExternType.Kind.GLOBAL);
      data.put(key, noted(instance, name, answer));
    }
  }

  private Optional<FoundExport> noted(Instance importer, String name, ExportLookup.Answer answer) {
    List<FoundExport> rivals = answer.rivals();
    if (!rivals.isEmpty() && ambiguous.add(new SymbolOf(importer, name))) {
      problems.add(
          ProblemCode.AMBIGUOUS_IMPORT.of(
              importer.name(),
              importer.file(),
              ImportNames.flat(name),
              rivals.get(0).instance().described(),
              rivals.get(1).instance().described(),
              rivals.get(0).instance().name()));
    }
    if (answer.ofHeap() && allocation.policy() instanceof HeapPolicy.Host) {
      otherAllocators.check(importer, name);
    }
    return answer.found();
  }

  /** The export that an import means, if there is one; of the GOT, whose address it stands for. */
  public Optional<FoundExport> find(Instance importer, Import imported) {
    ImportOf key = new ImportOf(importer, imported);
    return Objects.requireNonNull(imports.get(key), "all imports are resolved at once");
  }

  /** The data of another instance that a symbol means, if one exports it. */
  public Optional<FoundExport> findData(Instance importer, String name) {
    return data.getOrDefault(new SymbolOf(importer, name), Optional.empty());
  }

  /** See {@link Interposition#replacing}. */
  public Optional<FoundExport> replacing(Instance instance, ExternType.Kind kind, String name) {
    return lookup.replacing(instance, kind, name);
  }

  /** See {@link Interposition#isInterchangeable}. */
  boolean isInterchangeable(Instance instance, String function) {
    return lookup.isInterchangeable(instance, function);
  }

  /**
   * The weak functions that nothing defined when a module was linked and that another instance may
   * have; those of libraries are each module's own business.
   */
  Map<Integer, Import> undefinedWeak(Instance instance) {
    Map<Integer, Import> all = new TreeMap<>(instance.module().undefinedWeak());
    all.values()
        .removeIf(
            weak ->
                SymbolName.isOfLibrary(weak.name())
                    && HeapFunction.named(weak.name()).isEmpty()
                    && !lookup.isBound(instance, weak.name()));
    return all;
  }

  /** See {@link Interposition#overriding}. */
  Set<FoundExport> overriding(Instance instance) {
    return lookup.overriding(instance);
  }

  /** The instances that keep an allocator beside the heap, of which there is a warning already. */
  Set<Instance> warnedOf() {
    return otherAllocators.warnedOf();
  }

  /** Where several instances could be meant, or bring allocators beside the heap. */
  List<Problem> problems() {
    return problems;
  }

  /** The problem that nothing defines what a GOT entry stands for. */
  public Problem unresolvedEntry(Instance importer, Import imported, String what) {
    return ProblemCode.UNRESOLVED_ADDRESS.of(
        importer.name(),
        importer.file(),
        what,
        imported.name(),
        imported.qualifiedName(),
        waysOut.forEntry(imported));
  }

  /** The problem that nothing satisfies an import. */
  public Problem unresolved(Instance importer, Import imported, String type) {
    Optional<Instance> named = lookup.named(imported.module());
    ProblemCode code;
    String missing;
    if (imported.module().equals(ImportNames.FLAT)) {
      code = ProblemCode.UNRESOLVED_IMPORT;
      missing = imported.name();
    } else if (named.isPresent()) {
      code = ProblemCode.EXPORT_MISSING;
      missing = named.get().file();
    } else {
      code = ProblemCode.UNKNOWN_MODULE;
      missing = imported.module();
    }
    return code.of(
        importer.name(),
        importer.file(),
        imported.qualifiedName(),
        type,
        missing,
        waysOut.forImport(importer, imported, named));
  }
}

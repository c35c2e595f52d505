package dev.radicchio.link.resolve;

import dev.radicchio.binary.ExternType;
import dev.radicchio.binary.Import;
import dev.radicchio.link.allocator.Allocation;
import dev.radicchio.link.allocator.OwnAllocator;
import dev.radicchio.link.input.ImportNames;
import dev.radicchio.link.input.Instance;
import dev.radicchio.link.plan.HeapFunction;
import dev.radicchio.link.plan.HostImport;
import dev.radicchio.link.plan.ResolvedImport;
import dev.radicchio.link.plan.ResolvedImport.Origin;
import dev.radicchio.link.problem.Problem;
import dev.radicchio.link.problem.ProblemCode;
import dev.radicchio.link.resolve.Functions.Entry;
import dev.radicchio.link.resolve.ImportChain.Importing;
import dev.radicchio.link.resolve.ReplacedFunctions.Replaced;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * Decides which function of the image every function of every instance is. An import is followed to
 * its definition, also through instances that export again what they import; what no instance
 * defines is the host's, or traps when it is called if it is weak and the host does not have it.
 */
final class FunctionResolver {
  private final Allocation allocation;
  private final ExportLookup lookup;
  private final SymbolTable symbols;
  private final ImportedFunctions outside;
  private final ImageTypes types;
  private final Adapters adapters;
  private final List<Binding> bindings = new ArrayList<>();
  private final List<Integer> traps = new ArrayList<>();
  private final Map<Entry, Target> importedEntries = new HashMap<>();
  private final ResolvedImports resolved = new ResolvedImports();
  private final List<Problem> problems = new ArrayList<>();

  FunctionResolver(
      Allocation allocation,
      ExportLookup lookup,
      SymbolTable symbols,
      HostModules hostModules,
      ImageTypes types,
      Adapters adapters) {
    this.allocation = allocation;
    this.lookup = lookup;
    this.symbols = symbols;
    outside = new ImportedFunctions(allocation.instances(), hostModules, types);
    this.types = types;
    this.adapters = adapters;
  }

  /** What an imported function of an instance is, before those of the image have numbers. */
  private record Binding(Instance importer, int function, Target target) {}

  /**
   * Where the numbers of functions of the image begin.
   *
   * @param indices those of each instance's functions, by the instance's number
   * @param firstTrap that of the first function that traps
   * @param firstAdapter that of the first adapter
   */
  private record Numbers(List<int[]> indices, int firstTrap, int firstAdapter) {}

  private sealed interface Target {
    /** Its number among the functions of the image. */
    int index(Numbers numbers);

    record Defined(Instance owner, int function) implements Target {
      @Override
      public int index(Numbers numbers) {
        return numbers.indices.get(owner.number())[function];
      }
    }

    record Imported(int number) implements Target {
      @Override
      public int index(Numbers numbers) {
        return number;
      }
    }

    record Trap(int number) implements Target {
      @Override
      public int index(Numbers numbers) {
        return numbers.firstTrap + number;
      }
    }

    record Adapted(int number) implements Target {
      @Override
      public int index(Numbers numbers) {
        return numbers.firstAdapter + number;
      }
    }
  }

  /** The functions of the image; the rest is then known, too. */
  Functions resolve() {
    List<Instance> instances = allocation.instances();
    instances.forEach(this::replaceAllocator);
    for (Instance instance : instances) {
      List<Import> imports = instance.binary().imports(ExternType.Kind.FUNCTION);
      for (int function = 0; function < imports.size(); function++) {
        resolve(instance, function, imports.get(function));
      }
    }
    instances.forEach(this::resolveWeak);
    instances.forEach(this::addImportedEntries);
    List<int[]> indices = new ArrayList<>();
    int firstTrap = numberDefined(indices);
    List<int[]> own = indices.stream().map(int[]::clone).toList();
    Numbers numbers = new Numbers(indices, firstTrap, firstTrap + traps.size());
    for (Binding binding : bindings) {
      indices.get(binding.importer.number())[binding.function] = binding.target.index(numbers);
    }
    Map<Entry, Integer> entries = entries(numbers);
    List<ReplacedFunctions> replaced =
        instances.stream().map(instance -> replaced(instance, numbers)).toList();
    return new Functions(
        indices,
        own,
        replaced,
        outside.all(),
        firstTrap,
        traps,
        adapters.all(),
        entries,
        outside.pointees(),
        outside.usesHeap());
  }

  /** Weak functions that nothing defined when a module was linked, where something does now. */
  private void resolveWeak(Instance instance) {
    symbols
        .undefinedWeak(instance)
        .forEach(
            (function, weak) ->
                defined(new Importing(instance, function, weak))
                    .ifPresent(target -> bindings.add(new Binding(instance, function, target))));
  }

  /** What another instance has for an import, or the heap; the host is not asked. */
  private Optional<Target> defined(Importing importing) {
    Instance importer = importing.importer();
    Optional<FoundExport> found = symbols.find(importer, importing.imported());
    if (found.filter(other -> !isOfType(importing, other)).isPresent()) {
      Instance owner = found.get().instance();
      problems.add(
          ProblemCode.SHARED_FUNCTION_DIFFERS.of(
              importer.name(),
              importing.imported().name(),
              importer.binary().functionType(importing.index()),
              importer.described(),
              owner.binary().functionType(found.get().export().index()),
              owner.described()));
      return Optional.empty();
    }
    return found.isPresent() || lookup.isHeapImport(importer, importing.imported())
        ? follow(importing)
        : Optional.empty();
  }

  private boolean isOfType(Importing importing, FoundExport found) {
    return types.ofFunction(importing.importer(), importing.index())
        == types.ofFunction(found.instance(), found.export().index());
  }

  private ReplacedFunctions replaced(Instance instance, Numbers numbers) {
    ReplacedFunctions replaced =
        ReplacedFunctions.of(
            instance,
            symbols,
            found -> defined(instance, found.export().name(), List.of(found)).index(numbers));
    for (Replaced each : replaced.all()) {
      resolved.add(
          instance,
          each.called() ? ResolvedImport.Kind.FUNCTION : ResolvedImport.Kind.FUNCTION_ADDRESS,
          ImportNames.FLAT,
          each.name(),
          each.by());
    }
    return replaced;
  }

  /** Every call of its allocator, and every pointer to it, means the program's heap from now on. */
  private void replaceAllocator(Instance instance) {
    OwnAllocator replaced = allocation.replaced(instance);
    if (replaced != null) {
      replaced.replaced().forEach((function, symbol) -> replace(instance, function, symbol));
    }
  }

  private void replace(Instance instance, int function, String symbol) {
    Optional<FoundExport> found = lookup.ofHeap(symbol).found();
    Target target;
    if (found.isPresent()) {
      target = defined(instance, symbol, List.of(found.get()));
      resolved.add(instance, ResolvedImport.Kind.FUNCTION, ImportNames.FLAT, symbol, found.get());
    } else {
      target = heap(instance, symbol, types.ofFunction(instance, function));
      resolved.add(
          instance, ResolvedImport.Kind.FUNCTION, ImportNames.FLAT, symbol, new Origin.Heap());
    }
    bindings.add(new Binding(instance, function, target));
  }

  /** What a library takes the address of need not be among what it imports to call. */
  private void addImportedEntries(Instance instance) {
    for (Import entry : instance.binary().imports()) {
      if (entry.module().equals(ImportNames.GOT_FUNC)) {
        String name = entry.name();
        if (lookup.isHeapEntry(instance, name)) {
          HeapFunction function = HeapFunction.named(name).orElseThrow();
          Target target = heap(instance, name, types.add(function.type()));
          addEntry(instance, entry, target, new Origin.Heap());
        } else if (symbols.find(instance, entry).isEmpty()) {
          outside
              .ofHostEntry(instance, name)
              .ifPresent(
                  number ->
                      addEntry(instance, entry, new Target.Imported(number), new Origin.Host()));
        }
      }
    }
  }

  private void addEntry(Instance instance, Import entry, Target target, Origin origin) {
    importedEntries.put(new Entry(instance, entry.name()), target);
    resolved.add(instance, ResolvedImport.Kind.FUNCTION_ADDRESS, entry, origin);
  }

  private Map<Entry, Integer> entries(Numbers numbers) {
    Map<Entry, Integer> entries = new HashMap<>();
    for (Instance instance : allocation.instances()) {
      for (Import imported : instance.binary().imports()) {
        if (imported.module().equals(ImportNames.GOT_FUNC)) {
          Entry entry = new Entry(instance, imported.name());
          Target ofImage = importedEntries.get(entry);
          Optional<FoundExport> found = symbols.find(instance, imported);
          if (ofImage != null) {
            entries.put(entry, ofImage.index(numbers));
          } else if (found.isPresent()) {
            resolved.add(instance, ResolvedImport.Kind.FUNCTION_ADDRESS, imported, found.get());
            entries.put(entry, pointedTo(instance, imported, found.get()).index(numbers));
          }
        }
      }
    }
    return entries;
  }

  /** What an entry points to, which the importer calls as it would call an import. */
  private Target pointedTo(Instance importer, Import entry, FoundExport found) {
    List<FoundExport> exports = new ArrayList<>(List.of(found));
    Instance owner = found.instance();
    int function = found.export().index();
    if (!found.isDefined()) {
      Import passedOn = owner.binary().imports(ExternType.Kind.FUNCTION).get(function);
      ImportChain chain = ImportChain.of(symbols, new Importing(owner, function, passedOn));
      if (!(chain.end() instanceof ImportChain.End.Defined)) {
        return new Target.Defined(owner, function);
      }
      chain.links().forEach(link -> exports.add(link.found()));
    }
    return defined(importer, entry.name(), exports);
  }

  /**
   * A function that an instance defines, as another calls it.
   *
   * @param exports the exports by which it is found, the one of its owner last
   */
  private Target defined(Instance importer, String symbol, List<FoundExport> exports) {
    OptionalInt adapter = adapters.find(importer, symbol, exports);
    FoundExport last = exports.get(exports.size() - 1);
    return adapter.isPresent()
        ? new Target.Adapted(adapter.getAsInt())
        : new Target.Defined(last.instance(), last.export().index());
  }

  private int numberDefined(List<int[]> indices) {
    int next = outside.count();
    for (Instance instance : allocation.instances()) {
      int[] ofInstance = new int[instance.binary().size(ExternType.Kind.FUNCTION)];
      int imported = instance.binary().imported(ExternType.Kind.FUNCTION);
      for (int i = imported; i < ofInstance.length; i++) {
        ofInstance[i] = next++;
      }
      indices.add(ofInstance);
    }
    return next;
  }

  private void resolve(Instance importer, int function, Import imported) {
    Optional<Target> target = follow(new Importing(importer, function, imported));
    if (target.isPresent()) {
      bindings.add(new Binding(importer, function, target.get()));
    } else if (importer.module().isWeakImport(imported)) {
      bindings.add(new Binding(importer, function, new Target.Trap(traps.size())));
      traps.add(types.ofFunction(importer, function));
    } else if (!lookup.isOwnersTask(importer, imported)) {
      problems.add(
          symbols.unresolved(
              importer, imported, importer.binary().functionType(function).toString()));
    }
  }

  /** What an import means; empty if nothing defines it, or in a circle. */
  private Optional<Target> follow(Importing importing) {
    ImportChain chain = ImportChain.of(symbols, importing);
    if (!chain.links().isEmpty()) {
      FoundExport found = chain.links().get(0).found();
      checkType(importing, found);
      resolved.add(importing.importer(), ResolvedImport.Kind.FUNCTION, importing.imported(), found);
    }
    if (chain.end() instanceof ImportChain.End.Defined) {
      List<FoundExport> exports = chain.links().stream().map(ImportChain.Link::found).toList();
      return Optional.of(defined(importing.importer(), importing.imported().name(), exports));
    }
    return chain.end() instanceof ImportChain.End.Open open
        ? imported(importing.importer(), open.at())
        : Optional.empty();
  }

  /** What no instance defines: the heap's, or a host's. */
  private Optional<Target> imported(Instance caller, Importing last) {
    Instance at = last.importer();
    Import imported = last.imported();
    if (lookup.isHeapImport(at, imported)) {
      if (at.equals(caller)) {
        resolved.add(caller, ResolvedImport.Kind.FUNCTION, imported, new Origin.Heap());
      }
      return Optional.of(heap(caller, imported.name(), types.ofFunction(at, last.index())));
    }
    OptionalInt number = outside.ofHost(caller, last);
    if (number.isEmpty()) {
      return Optional.empty();
    }
    if (at.equals(caller)) {
      resolved.add(caller, ResolvedImport.Kind.FUNCTION, imported, new Origin.Host());
    }
    return Optional.of(new Target.Imported(number.getAsInt()));
  }

  private Target heap(Instance caller, String symbol, int type) {
    return new Target.Imported(outside.ofHeap(caller, symbol, type));
  }

  private void checkType(Importing importing, FoundExport found) {
    Instance importer = importing.importer();
    int function = importing.index();
    Instance owner = found.instance();
    int target = found.export().index();
    if (!isOfType(importing, found)) {
      problems.add(
          ProblemCode.FUNCTION_TYPE_MISMATCH.of(
              importer.name(),
              importer.file(),
              importing.imported().qualifiedName(),
              importer.binary().functionType(function),
              found.export().name(),
              owner.file(),
              owner.binary().functionType(target)));
    }
  }

  /** What instances import and the host has to have, by instance. */
  List<HostImport> hostImports() {
    return outside.hostImports();
  }

  /** Where each function comes from that an instance does not have itself. */
  ResolvedImports resolved() {
    return resolved;
  }

  List<Problem> problems() {
    List<Problem> all = new ArrayList<>(problems);
    all.addAll(adapters.warnings());
    return all;
  }
}

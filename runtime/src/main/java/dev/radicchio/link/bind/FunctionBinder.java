package dev.radicchio.link.bind;

import dev.radicchio.binary.DylinkSection.WeakImport;
import dev.radicchio.binary.ExternType;
import dev.radicchio.binary.Import;
import dev.radicchio.binary.WasmBinary;
import dev.radicchio.link.Image;
import dev.radicchio.link.bind.Program.HostFunction;
import dev.radicchio.link.bind.Program.SyntheticFunction;
import dev.radicchio.link.input.InstancePlan;
import dev.radicchio.link.input.Relocatability.Dylink;
import dev.radicchio.link.place.TableLayout;
import dev.radicchio.link.plan.HeapFunction;
import dev.radicchio.link.plan.HostImport;
import dev.radicchio.link.plan.ResolvedImport.Kind;
import dev.radicchio.link.plan.ResolvedImport.Origin;
import dev.radicchio.link.problem.Problem;
import dev.radicchio.link.problem.ProblemCode;
import dev.radicchio.link.resolve.ExportLookup;
import dev.radicchio.link.resolve.ExportLookup.Found;
import dev.radicchio.link.resolve.ResolvedImports;
import dev.radicchio.link.resolve.TypePool;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;

/**
 * Decides which function of the image every function of every instance is. An import is followed to
 * its definition, also through instances that export again what they import; what no instance
 * defines is the host's, or traps when it is called if it is weak.
 */
public final class FunctionBinder {
  private final List<InstancePlan> instances;
  private final ExportLookup lookup;
  private final TypePool types;
  private final List<HostImport> hostImports;
  private final ResolvedImports resolved;
  private final List<Problem> problems;
  private final List<Binding> bindings = new ArrayList<>();
  private final Map<HostFunction, Integer> hosts = new LinkedHashMap<>();
  private final List<SyntheticFunction> synthetic = new ArrayList<>();
  private final Map<Entry, Target> heapEntries = new HashMap<>();
  private final Map<Integer, Integer> pointees = new HashMap<>();
  private boolean usesHeap;
  private int firstSynthetic;

  public FunctionBinder(
      List<InstancePlan> instances,
      ExportLookup lookup,
      TypePool types,
      List<HostImport> hostImports,
      ResolvedImports resolved,
      List<Problem> problems) {
    this.instances = instances;
    this.lookup = lookup;
    this.types = types;
    this.hostImports = hostImports;
    this.resolved = resolved;
    this.problems = problems;
  }

  /** What an imported function of an instance is, before those of the image have numbers. */
  private record Binding(InstancePlan importer, int function, Target target) {}

  /** A {@code GOT.func} entry of an instance. */
  private record Entry(InstancePlan instance, String name) {}

  private sealed interface Target {
    record Defined(InstancePlan owner, int function) implements Target {}

    record Host(int number) implements Target {}

    record Synthetic(int number) implements Target {}
  }

  public void bind() {
    instances.forEach(this::replaceAllocator);
    for (InstancePlan instance : instances) {
      List<Import> imports = instance.module.binary().imports(ExternType.Kind.FUNCTION);
      for (int function = 0; function < imports.size(); function++) {
        resolve(instance, function, imports.get(function));
      }
    }
    instances.forEach(this::addHeapEntries);
    joinHeapPointers();
    numberDefined();
    for (Binding binding : bindings) {
      binding.importer.functions[binding.function] = index(binding.target);
    }
  }

  /** Every call of its allocator, and every pointer to it, means the program's heap from now on. */
  private void replaceAllocator(InstancePlan instance) {
    if (instance.replacedAllocator != null) {
      instance
          .replacedAllocator
          .replaced()
          .forEach(
              (function, symbol) -> {
                Optional<Found> found = lookup.heapExport(instance, symbol);
                Target target;
                if (found.isPresent()) {
                  target = new Target.Defined(found.get().instance(), found.get().export().index());
                  resolved.add(instance, Kind.FUNCTION, ExportLookup.FLAT, symbol, found.get());
                } else {
                  target = heap(instance, symbol, type(instance, function));
                  resolved.add(
                      instance, Kind.FUNCTION, ExportLookup.FLAT, symbol, new Origin.Heap());
                }
                bindings.add(new Binding(instance, function, target));
              });
    }
  }

  /** What a library takes the address of need not be among what it imports to call. */
  private void addHeapEntries(InstancePlan instance) {
    for (Import imported : instance.module.binary().imports()) {
      if (imported.module().equals(TableLayout.GOT_FUNC)
          && lookup.isHeapEntry(instance, imported.name())) {
        HeapFunction function = HeapFunction.named(imported.name()).orElseThrow();
        Target target = heap(instance, imported.name(), types.add(function.type()));
        heapEntries.put(new Entry(instance, imported.name()), target);
        resolved.add(instance, Kind.FUNCTION_ADDRESS, imported, new Origin.Heap());
      }
    }
  }

  /**
   * The function of the image that a {@code GOT.func} entry of an instance stands for; empty if
   * nothing defines it.
   */
  public OptionalInt entry(InstancePlan instance, String name) {
    Target target = heapEntries.get(new Entry(instance, name));
    if (target != null) {
      return OptionalInt.of(index(target));
    }
    Optional<Found> found = lookup.findForGot(instance, name, ExternType.Kind.FUNCTION);
    if (found.isEmpty()) {
      return OptionalInt.empty();
    }
    resolved.add(instance, Kind.FUNCTION_ADDRESS, TableLayout.GOT_FUNC, name, found.get());
    return OptionalInt.of(found.get().instance().functions[found.get().export().index()]);
  }

  /**
   * What a pointer to a function of the image points to: the functions of a heap in Java are one
   * for each instance that calls them, and yet one for those that compare pointers.
   */
  public int pointee(int function) {
    return pointees.getOrDefault(function, function);
  }

  private void joinHeapPointers() {
    Map<String, Integer> first = new HashMap<>();
    hosts.forEach(
        (host, number) -> {
          if (host.module().equals(Image.HEAP_MODULE)) {
            pointees.put(
                number, first.computeIfAbsent(Image.nameOf(host.name()), unknown -> number));
          }
        });
  }

  private void numberDefined() {
    int next = hosts.size();
    for (InstancePlan instance : instances) {
      int imported = instance.module.binary().imported(ExternType.Kind.FUNCTION);
      for (int i = imported; i < instance.functions.length; i++) {
        instance.functions[i] = next++;
      }
    }
    firstSynthetic = next;
  }

  private int index(Target target) {
    if (target instanceof Target.Defined defined) {
      return defined.owner.functions[defined.function];
    }
    return target instanceof Target.Host host
        ? host.number
        : firstSynthetic + ((Target.Synthetic) target).number;
  }

  private void resolve(InstancePlan importer, int function, Import imported) {
    Optional<Target> target = follow(importer, function, imported);
    if (target.isPresent()) {
      bindings.add(new Binding(importer, function, target.get()));
    } else if (isWeak(importer, imported)) {
      bindings.add(new Binding(importer, function, new Target.Synthetic(synthetic.size())));
      synthetic.add(new SyntheticFunction.Trap(type(importer, function)));
    } else if (!lookup.isOwnersTask(importer, imported)) {
      WasmBinary module = importer.module.binary();
      problems.add(lookup.unresolved(importer, imported, module.functionType(function).toString()));
    }
  }

  /** Follows an import through instances that export again what they import; empty in a circle. */
  private Optional<Target> follow(InstancePlan importer, int function, Import imported) {
    Set<Found> onTheWay = new HashSet<>();
    InstancePlan at = importer;
    int index = function;
    Import next = imported;
    while (true) {
      Optional<Found> found = lookup.find(at, next);
      if (found.isEmpty()) {
        return outside(importer, at, index, next);
      }
      if (!onTheWay.add(found.get())) {
        return Optional.empty();
      }
      if (at == importer && onTheWay.size() == 1) {
        checkType(importer, function, imported, found.get());
        resolved.add(importer, Kind.FUNCTION, imported, found.get());
      }
      at = found.get().instance();
      index = found.get().export().index();
      List<Import> imports = at.module.binary().imports(ExternType.Kind.FUNCTION);
      if (index >= imports.size()) {
        return Optional.of(new Target.Defined(at, index));
      }
      next = imports.get(index);
    }
  }

  /** What no instance defines: the heap's, or a host's. */
  private Optional<Target> outside(
      InstancePlan caller, InstancePlan at, int function, Import imported) {
    int type = type(at, function);
    if (lookup.isHeapImport(at, imported)) {
      if (at == caller) {
        resolved.add(caller, Kind.FUNCTION, imported, new Origin.Heap());
      }
      return Optional.of(heap(caller, imported.name(), type));
    }
    if (!lookup.isHost(imported)) {
      return Optional.empty();
    }
    String name = imported.name();
    if (at == caller) {
      resolved.add(caller, Kind.FUNCTION, imported, new Origin.Host());
    }
    hostImports.add(
        new HostImport(
            caller.name,
            at.file.name(),
            imported.module(),
            name,
            at.module.binary().functionType(function)));
    boolean byInstance = lookup.isHostByInstance(imported);
    return Optional.of(
        host(imported.module(), byInstance ? Image.exportName(caller.name, name) : name, type));
  }

  private Target heap(InstancePlan caller, String symbol, int type) {
    usesHeap = true;
    return host(Image.HEAP_MODULE, Image.exportName(caller.name, symbol), type);
  }

  private Target host(String module, String name, int type) {
    HostFunction host = new HostFunction(module, name, type);
    return new Target.Host(hosts.computeIfAbsent(host, unknown -> hosts.size()));
  }

  /** Whether an instance allocates from the program's heap in Java. */
  public boolean usesHeap() {
    return usesHeap;
  }

  private static int type(InstancePlan instance, int function) {
    return instance.types[instance.module.binary().functions().get(function).typeIndex()];
  }

  private void checkType(InstancePlan importer, int function, Import imported, Found found) {
    InstancePlan owner = found.instance();
    int target = found.export().index();
    if (type(importer, function) != type(owner, target)) {
      problems.add(
          ProblemCode.FUNCTION_TYPE_MISMATCH.of(
              importer.name,
              importer.file.name(),
              imported.qualifiedName(),
              importer.module.binary().functionType(function),
              found.export().name(),
              owner.file.name(),
              owner.module.binary().functionType(target)));
    }
  }

  /**
   * Linkers list a weak symbol once, as an import from {@code env}, also where it is imported
   * through the GOT.
   */
  static boolean isWeak(InstancePlan instance, Import imported) {
    return instance.module.relocatability() instanceof Dylink dylink
        && (dylink
                .section()
                .weakImports()
                .contains(new WeakImport(imported.module(), imported.name()))
            || (imported.module().startsWith("GOT.")
                && dylink
                    .section()
                    .weakImports()
                    .contains(new WeakImport("env", imported.name()))));
  }

  /** Functions that stay imports, in the order of their indices in the image, which begin at 0. */
  public List<HostFunction> hosts() {
    return List.copyOf(hosts.keySet());
  }

  /** Functions that linking makes; later stages may add to them. */
  public List<SyntheticFunction> synthetic() {
    return synthetic;
  }

  /** The index in the image of the first of {@link #synthetic()}. */
  int firstSynthetic() {
    return firstSynthetic;
  }
}

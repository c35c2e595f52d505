package dev.radicchio.link.resolve;

import dev.radicchio.binary.Export;
import dev.radicchio.binary.ExternType;
import dev.radicchio.binary.FunctionType;
import dev.radicchio.binary.Import;
import dev.radicchio.link.allocator.HeapUse;
import dev.radicchio.link.input.InstancePlan;
import dev.radicchio.link.input.Relocatability;
import dev.radicchio.link.place.TableLayout;
import dev.radicchio.link.plan.HeapFunction;
import dev.radicchio.link.plan.HeapPolicy;
import dev.radicchio.link.plan.HostModule;
import dev.radicchio.link.plan.ImportBinding;
import dev.radicchio.link.problem.Problem;
import dev.radicchio.link.problem.ProblemCode;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Finds the export that an import means. The module name {@code env} is a flat space: any other
 * instance's export may satisfy it, the first in accessor order. Any other name is that of an
 * instance, or else of a module's file. What the user ties to an instance comes from there.
 */
public final class ExportLookup {
  public static final String FLAT = "env";

  private final List<InstancePlan> instances;
  private final Ties ties;
  private final Map<String, HostModule> hosts;
  private final HeapPolicy heap;
  private final boolean hostForAll;
  private final Set<Warned> warned = new HashSet<>();
  private final Set<InstancePlan> withOwnAllocator = new HashSet<>();
  private final List<Problem> problems;

  private record Warned(InstancePlan importer, String name) {}

  public ExportLookup(
      List<InstancePlan> instances,
      List<HostModule> hosts,
      List<ImportBinding> bindings,
      HeapPolicy heap,
      boolean hostForAll,
      List<Problem> problems) {
    this.instances = instances;
    this.hosts = hosts.stream().collect(Collectors.toMap(HostModule::name, host -> host));
    this.heap = heap;
    this.hostForAll = hostForAll;
    this.problems = problems;
    this.ties = Ties.of(instances, bindings, problems);
  }

  /** An export and the instance that has it. */
  public record Found(InstancePlan instance, Export export) {}

  /** The export that {@code imported} of {@code importer} means, if there is one. */
  public Optional<Found> find(InstancePlan importer, Import imported) {
    if (hostForAll) {
      return Optional.empty();
    }
    ExternType.Kind kind = imported.type().kind();
    if (imported.module().equals(FLAT)) {
      return ownDefinition(importer, imported.name(), kind)
          .or(
              () ->
                  servedByHeap(importer, imported)
                      ? heapExport(importer, imported.name())
                      : findOther(importer, imported.name(), kind));
    }
    InstancePlan tied = ties.exporter(importer, imported.qualifiedName());
    return tied != null
        ? export(tied, imported.name(), kind)
        : named(imported.module()).flatMap(instance -> export(instance, imported.name(), kind));
  }

  /**
   * What a shared library defines and imports nevertheless, so that another definition could
   * replace its own. Here it does not: with two instances of one library, each keeps to its own.
   */
  private Optional<Found> ownDefinition(InstancePlan importer, String name, ExternType.Kind kind) {
    return importer.module.relocatability() instanceof Relocatability.Dylink
            && ties.exporter(importer, flat(name)) == null
        ? export(importer, name, kind)
            .filter(found -> found.export().index() >= importer.module.binary().imported(kind))
        : Optional.empty();
  }

  /**
   * The export of that name and kind of the instance that the import is tied to, or else of the
   * first other instance that has one; one that is not weak goes before those that are.
   */
  public Optional<Found> findOther(InstancePlan importer, String name, ExternType.Kind kind) {
    InstancePlan tied = ties.exporter(importer, flat(name));
    if (tied != null) {
      return export(tied, name, kind);
    }
    List<Found> all =
        instances.stream()
            .filter(instance -> instance != importer)
            .flatMap(instance -> export(instance, name, kind).stream())
            .toList();
    List<Found> strong = all.stream().filter(found -> !isWeak(found)).toList();
    if (strong.size() > 1 && warned.add(new Warned(importer, name))) {
      warnOfSeveral(importer, name, strong);
    }
    return Stream.concat(strong.stream(), all.stream()).findFirst();
  }

  /**
   * Whether an import is a function of C's for memory, and the program's heap serves it. A function
   * of that name and another type is another function.
   */
  private boolean servedByHeap(InstancePlan importer, Import imported) {
    if (!(imported.type() instanceof ExternType.Function function)
        || !heapServes(importer, imported.name())) {
      return false;
    }
    FunctionType type = importer.module.binary().types().function(function.typeIndex());
    return type != null && HeapFunction.of(imported.name(), type).isPresent();
  }

  private boolean heapServes(InstancePlan importer, String name) {
    boolean isOwner =
        heap instanceof HeapPolicy.Guest guest && guest.instance().equals(importer.name);
    return !(heap instanceof HeapPolicy.Private)
        && !hostForAll
        && !isOwner
        && HeapFunction.named(name).isPresent()
        && ties.exporter(importer, flat(name)) == null;
  }

  /** What a guest that manages the heap exports for a function; empty if Java manages it. */
  public Optional<Found> heapExport(InstancePlan importer, String symbol) {
    if (heap instanceof HeapPolicy.Guest guest) {
      InstancePlan owner = HeapUse.owner(instances, guest);
      return Optional.ofNullable(HeapUse.export(owner, guest, symbol))
          .map(export -> new Found(owner, export));
    }
    warnOfOtherAllocator(importer, symbol);
    return Optional.empty();
  }

  /** Whether an import is a function that a heap in Java serves. */
  public boolean isHeapImport(InstancePlan importer, Import imported) {
    return imported.module().equals(FLAT)
        && heap instanceof HeapPolicy.Host
        && servedByHeap(importer, imported);
  }

  /**
   * Whether an import means what the owner of the heap must have, so that its absence is reported
   * for the owner.
   */
  public boolean isOwnersTask(InstancePlan importer, Import imported) {
    return heap instanceof HeapPolicy.Guest
        && imported.module().equals(FLAT)
        && servedByHeap(importer, imported)
        && HeapFunction.named(imported.name())
            .filter(function -> function == HeapFunction.MALLOC || function == HeapFunction.FREE)
            .isPresent();
  }

  /** Whether a {@code GOT.func} entry stands for a function that a heap in Java serves. */
  public boolean isHeapEntry(InstancePlan importer, String name) {
    return heap instanceof HeapPolicy.Host
        && heapServes(importer, name)
        && export(importer, name, ExternType.Kind.FUNCTION).isEmpty();
  }

  private void warnOfOtherAllocator(InstancePlan importer, String symbol) {
    if (importer.replacedAllocator == null
        && importer.allocator.definesHeapFunctions()
        && warned.add(new Warned(importer, "own heap"))) {
      withOwnAllocator.add(importer);
      problems.add(
          ProblemCode.ALLOCATORS_MIXED.of(importer.name, importer.file.name(), flat(symbol)));
    }
    for (InstancePlan other : instances) {
      Optional<Found> found = export(other, symbol, ExternType.Kind.FUNCTION);
      if (other != importer
          && found.isPresent()
          && other.replacedAllocator == null
          && !isWeak(found.get())
          && found.get().export().index()
              >= other.module.binary().imported(ExternType.Kind.FUNCTION)
          && warned.add(new Warned(importer, "heap"))) {
        withOwnAllocator.add(other);
        problems.add(
            ProblemCode.ALLOCATOR_NOT_USED.of(
                importer.name,
                importer.file.name(),
                flat(symbol),
                other.described(),
                importer.name));
      }
    }
  }

  /** Whether there is a warning already that an instance keeps an allocator beside the heap. */
  public boolean hasWarnedOfAllocator(InstancePlan instance) {
    return withOwnAllocator.contains(instance);
  }

  /** Whether an instance has functions that the program's heap serves. */
  public boolean usesHeap(InstancePlan instance) {
    return instance.replacedAllocator != null
        || instance.module.binary().imports().stream()
            .anyMatch(
                imported ->
                    (imported.module().equals(FLAT) && servedByHeap(instance, imported))
                        || (imported.module().equals(TableLayout.GOT_FUNC)
                            && isHeapEntry(instance, imported.name())));
  }

  private static boolean isWeak(Found found) {
    return found.instance().module.isWeakExport(found.export());
  }

  private void warnOfSeveral(InstancePlan importer, String name, List<Found> strong) {
    problems.add(
        ProblemCode.AMBIGUOUS_IMPORT.of(
            importer.name,
            importer.file.name(),
            flat(name),
            strong.get(0).instance().described(),
            strong.get(1).instance().described(),
            strong.get(0).instance().name));
  }

  /**
   * What a GOT entry means: what it is tied to, or else the importer's own export first, so that an
   * instance's references stay inside it.
   */
  public Optional<Found> findForGot(InstancePlan importer, String name, ExternType.Kind kind) {
    if (ties.exporter(importer, flat(name)) != null) {
      return findOther(importer, name, kind);
    }
    boolean ofHeap = kind == ExternType.Kind.FUNCTION && heapServes(importer, name);
    return export(importer, name, kind)
        .or(() -> ofHeap ? heapExport(importer, name) : findOther(importer, name, kind));
  }

  private static Optional<Found> export(InstancePlan instance, String name, ExternType.Kind kind) {
    return Optional.ofNullable(instance.module.export(name, kind))
        .map(export -> new Found(instance, export));
  }

  /** The instance that has that name, or else the first whose module's file has it. */
  Optional<InstancePlan> named(String module) {
    return instances.stream()
        .filter(instance -> instance.name.equals(module))
        .findFirst()
        .or(
            () ->
                instances.stream()
                    .filter(instance -> instance.module.stem().equals(module))
                    .findFirst());
  }

  /** The name of an import from the flat space. */
  public static String flat(String name) {
    return FLAT + "." + name;
  }

  /** Whether an import that no instance satisfies is the host's. */
  public boolean isHost(Import imported) {
    return hostForAll || hosts.containsKey(imported.module());
  }

  /** Whether the host wants to know which instance calls it. */
  public boolean isHostByInstance(Import imported) {
    HostModule host = hosts.get(imported.module());
    return host != null && host.byInstance();
  }

  /** The problem that nothing defines what a GOT entry stands for. */
  public Problem unresolvedEntry(InstancePlan importer, Import imported, String what) {
    return ProblemCode.UNRESOLVED_ADDRESS.of(
        importer.name, importer.file.name(), what, imported.name(), imported.qualifiedName());
  }

  /** The problem that nothing satisfies an import. */
  public Problem unresolved(InstancePlan importer, Import imported, String type) {
    Optional<InstancePlan> named = named(imported.module());
    ProblemCode code;
    String missing;
    if (imported.module().equals(FLAT)) {
      code = ProblemCode.UNRESOLVED_IMPORT;
      missing = imported.name();
    } else if (named.isPresent()) {
      code = ProblemCode.EXPORT_MISSING;
      missing = named.get().file.name();
    } else {
      code = ProblemCode.UNKNOWN_MODULE;
      missing = imported.module();
    }
    return code.of(importer.name, importer.file.name(), imported.qualifiedName(), type, missing);
  }
}

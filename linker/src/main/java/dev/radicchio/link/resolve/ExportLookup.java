package dev.radicchio.link.resolve;

import dev.radicchio.binary.ExternType;
import dev.radicchio.binary.FunctionType;
import dev.radicchio.binary.Import;
import dev.radicchio.link.allocator.Allocation;
import dev.radicchio.link.allocator.GuestHeap;
import dev.radicchio.link.input.Definition;
import dev.radicchio.link.input.ImportNames;
import dev.radicchio.link.input.Instance;
import dev.radicchio.link.plan.HeapFunction;
import dev.radicchio.link.plan.HeapPolicy;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * Finds the export that an import means. The module name {@code env} is a flat space: any other
 * instance's export may satisfy it, the first in the order of instances. Any other name is that of
 * an instance, or else of a module's file. What the user binds to an instance comes from there.
 */
final class ExportLookup {
  private final List<Instance> instances;
  private final Allocation allocation;
  private final HostModules hosts;
  private final BoundImports bound;
  private final Interposition interposition;

  ExportLookup(
      Allocation allocation, HostModules hosts, BoundImports bound, Interposition interposition) {
    this.instances = allocation.instances();
    this.allocation = allocation;
    this.hosts = hosts;
    this.bound = bound;
    this.interposition = interposition;
  }

  /**
   * What was found for an import.
   *
   * @param found the export that it means, if there is one
   * @param rivals all exports that it could mean and that are not weak, if the order of instances
   *     decided
   * @param ofHeap whether it is a function that the program's heap serves
   */
  record Answer(Optional<FoundExport> found, List<FoundExport> rivals, boolean ofHeap) {
    static final Answer NOTHING = of(Optional.empty());

    static Answer of(Optional<FoundExport> found) {
      return new Answer(found, List.of(), false);
    }
  }

  /** The export that {@code imported} of {@code importer} means. */
  Answer find(Instance importer, Import imported) {
    if (hosts.isAll()) {
      return Answer.NOTHING;
    }
    ExternType.Kind kind = imported.type().kind();
    if (imported.module().equals(ImportNames.FLAT)) {
      Optional<FoundExport> own = ownDefinition(importer, imported.name(), kind);
      if (own.isPresent()) {
        return prevailing(own.get());
      }
      return servedByHeap(importer, imported)
          ? ofHeap(imported.name())
          : findOther(importer, imported.name(), kind);
    }
    Optional<Instance> chosen = bound.exporter(importer, imported.qualifiedName());
    return Answer.of(
        chosen
            .or(() -> named(imported.module()))
            .flatMap(instance -> export(instance, imported.name(), kind))
            .map(interposition::meant));
  }

  /** See {@link Interposition#replacing}. */
  Optional<FoundExport> replacing(Instance instance, ExternType.Kind kind, String name) {
    return interposition.replacing(instance, kind, name);
  }

  /** See {@link Interposition#isInterchangeable}. */
  boolean isInterchangeable(Instance instance, String function) {
    return interposition.isInterchangeable(instance, function);
  }

  /** Whether the user says which instance a name of the flat space means. */
  boolean isBound(Instance importer, String name) {
    return bound.exporter(importer, ImportNames.flat(name)).isPresent();
  }

  /** See {@link Interposition#overriding}. */
  Set<FoundExport> overriding(Instance instance) {
    return interposition.overriding(instance);
  }

  /** What a definition means, which is another one if it gives way to that. */
  private Answer prevailing(FoundExport own) {
    return Answer.of(Optional.of(interposition.prevailing(own)));
  }

  /**
   * What a shared library defines and imports nevertheless, so that another definition can replace
   * its own.
   */
  private Optional<FoundExport> ownDefinition(
      Instance importer, String name, ExternType.Kind kind) {
    return importer.module().relocatability().library().isPresent()
            && bound.exporter(importer, ImportNames.flat(name)).isEmpty()
        ? export(importer, name, kind).filter(FoundExport::isDefined)
        : Optional.empty();
  }

  /**
   * The export of that name and kind of the instance that the import is bound to, or else of the
   * first other instance that has one; one that is not weak goes before those that are.
   */
  Answer findOther(Instance importer, String name, ExternType.Kind kind) {
    Optional<Instance> chosen = bound.exporter(importer, ImportNames.flat(name));
    if (chosen.isPresent()) {
      return Answer.of(definition(chosen.get(), name, kind).map(interposition::meant));
    }
    List<FoundExport> all =
        instances.stream()
            .filter(instance -> !instance.equals(importer))
            .flatMap(instance -> export(instance, name, kind).stream())
            .toList();
    List<FoundExport> strong = all.stream().filter(found -> !found.isWeak()).toList();
    List<FoundExport> rivals = strong.stream().map(interposition::prevailing).distinct().toList();
    return new Answer(
        Stream.concat(strong.stream(), all.stream()).findFirst().map(interposition::prevailing),
        rivals.size() > 1 && kind != ExternType.Kind.TAG ? rivals : List.of(),
        false);
  }

  /** Whether the user says which instance an import means. */
  boolean isBound(Instance importer, Import imported) {
    return bound.exporter(importer, imported.qualifiedName()).isPresent();
  }

  /**
   * What a GOT entry means: what it is bound to, or else the importer's own export first, unless it
   * gives way to another.
   */
  Answer findForGot(Instance importer, String name, ExternType.Kind kind) {
    if (bound.exporter(importer, ImportNames.flat(name)).isPresent()) {
      return findOther(importer, name, kind);
    }
    Optional<FoundExport> own = export(importer, name, kind);
    if (own.isPresent()) {
      return prevailing(own.get());
    }
    return kind == ExternType.Kind.FUNCTION && heapServes(importer, name)
        ? ofHeap(name)
        : findOther(importer, name, kind);
  }

  /**
   * Whether an import is a function of C's for memory, and the program's heap serves it. A function
   * of that name and another type is another function.
   */
  boolean servedByHeap(Instance importer, Import imported) {
    if (!(imported.type() instanceof ExternType.Function function)
        || !imported.module().equals(ImportNames.FLAT)
        || !heapServes(importer, imported.name())) {
      return false;
    }
    FunctionType type = importer.binary().types().function(function.typeIndex());
    return type != null && HeapFunction.of(imported.name(), type).isPresent();
  }

  private boolean heapServes(Instance importer, String name) {
    boolean isOwner =
        allocation.policy() instanceof HeapPolicy.Guest guest
            && guest.instance().equals(importer.name());
    return !(allocation.policy() instanceof HeapPolicy.Private)
        && !isOwner
        && HeapFunction.named(name).isPresent()
        && bound.exporter(importer, ImportNames.flat(name)).isEmpty();
  }

  /** What the program's heap has for a function; no export if Java manages it. */
  Answer ofHeap(String symbol) {
    Optional<GuestHeap> heap = allocation.guestHeap();
    return new Answer(
        heap.flatMap(
            guest ->
                Optional.ofNullable(guest.export(symbol))
                    .map(export -> new FoundExport(guest.owner(), export))),
        List.of(),
        true);
  }

  /** Whether an import is a function that a heap in Java serves. */
  boolean isHeapImport(Instance importer, Import imported) {
    return allocation.policy() instanceof HeapPolicy.Host && servedByHeap(importer, imported);
  }

  /**
   * Whether an import means what the owner of the heap must have, so that its absence is reported
   * for the owner.
   */
  boolean isOwnersTask(Instance importer, Import imported) {
    return allocation.policy() instanceof HeapPolicy.Guest
        && servedByHeap(importer, imported)
        && HeapFunction.named(imported.name())
            .filter(function -> function == HeapFunction.MALLOC || function == HeapFunction.FREE)
            .isPresent();
  }

  /** Whether a {@code GOT.func} entry stands for a function that a heap in Java serves. */
  boolean isHeapEntry(Instance importer, String name) {
    return allocation.policy() instanceof HeapPolicy.Host
        && heapServes(importer, name)
        && export(importer, name, ExternType.Kind.FUNCTION).isEmpty();
  }

  /** Whether an instance has functions that the program's heap serves. */
  boolean usesHeap(Instance instance) {
    return allocation.replaced(instance) != null
        || instance.binary().imports().stream()
            .anyMatch(
                imported ->
                    servedByHeap(instance, imported)
                        || (imported.module().equals(ImportNames.GOT_FUNC)
                            && isHeapEntry(instance, imported.name())));
  }

  static Optional<FoundExport> export(Instance instance, String name, ExternType.Kind kind) {
    return Optional.ofNullable(instance.module().export(name, kind))
        .map(export -> new FoundExport(instance, export));
  }

  /** What an instance exports, or defines and does not export. */
  private static Optional<FoundExport> definition(
      Instance instance, String name, ExternType.Kind kind) {
    return export(instance, name, kind)
        .or(
            () ->
                instance.module().definitions().stream()
                    .map(Definition::export)
                    .filter(export -> export.kind() == kind && export.name().equals(name))
                    .findFirst()
                    .map(export -> new FoundExport(instance, export)));
  }

  /** The instance that has that name, or else the first whose module's file has it. */
  Optional<Instance> named(String module) {
    return instances.stream()
        .filter(instance -> instance.name().equals(module))
        .findFirst()
        .or(
            () ->
                instances.stream()
                    .filter(instance -> instance.module().stem().equals(module))
                    .findFirst());
  }
}

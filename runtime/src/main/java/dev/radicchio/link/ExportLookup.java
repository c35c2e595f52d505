package dev.radicchio.link;

import dev.radicchio.binary.Export;
import dev.radicchio.binary.ExternType;
import dev.radicchio.binary.Import;
import java.util.List;
import java.util.Optional;

/**
 * Finds the export that an import means. The module name {@code env} is a flat space: any other
 * instance's export may satisfy it, the first in accessor order. Any other name is that of an
 * instance, or else of a module's file.
 */
final class ExportLookup {
  private static final String FLAT = "env";

  private final List<InstancePlan> instances;

  ExportLookup(List<InstancePlan> instances) {
    this.instances = instances;
  }

  /** An export and the instance that has it. */
  record Found(InstancePlan instance, Export export) {}

  /** The export that {@code imported} of {@code importer} means, if there is one. */
  Optional<Found> find(InstancePlan importer, Import imported) {
    ExternType.Kind kind = imported.type().kind();
    if (imported.module().equals(FLAT)) {
      return findOther(importer, imported.name(), kind);
    }
    return named(imported.module()).flatMap(instance -> export(instance, imported.name(), kind));
  }

  /** The first export of that name and kind of an instance other than {@code importer}. */
  Optional<Found> findOther(InstancePlan importer, String name, ExternType.Kind kind) {
    return instances.stream()
        .filter(instance -> instance != importer)
        .flatMap(instance -> export(instance, name, kind).stream())
        .findFirst();
  }

  /**
   * What a GOT entry means: the importer's own export first, so that an instance's references stay
   * inside it.
   */
  Optional<Found> findForGot(InstancePlan importer, String name, ExternType.Kind kind) {
    return export(importer, name, kind).or(() -> findOther(importer, name, kind));
  }

  private static Optional<Found> export(InstancePlan instance, String name, ExternType.Kind kind) {
    return Optional.ofNullable(instance.module.export(name, kind))
        .map(export -> new Found(instance, export));
  }

  private Optional<InstancePlan> named(String module) {
    return instances.stream()
        .filter(instance -> instance.name.equals(module))
        .findFirst()
        .or(
            () ->
                instances.stream()
                    .filter(instance -> instance.module.stem().equals(module))
                    .findFirst());
  }

  /** The problem that nothing defines what a GOT entry stands for. */
  Problem unresolvedEntry(InstancePlan importer, Import imported, String what) {
    return Problem.error(
        importer.name,
        importer.file.name()
            + " needs "
            + what
            + imported.name()
            + " ("
            + imported.qualifiedName()
            + "), and no module of the program exports it. Add a module that does, or declare it weak");
  }

  /** The problem that nothing satisfies an import. */
  Problem unresolved(InstancePlan importer, Import imported, String type) {
    StringBuilder message = new StringBuilder(importer.file.name());
    message.append(" imports ").append(imported.qualifiedName()).append(type).append(", and ");
    Optional<InstancePlan> named = named(imported.module());
    if (imported.module().equals(FLAT)) {
      message.append("no other module of the program exports ").append(imported.name());
    } else if (named.isPresent()) {
      message.append(named.get().file.name()).append(" exports no such thing");
    } else {
      message.append("the program has no module ").append(imported.module());
    }
    message.append(". Add a module that exports it, or build this one without the import");
    return Problem.error(importer.name, message.toString());
  }
}

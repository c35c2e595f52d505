package dev.radicchio.link.bind;

import dev.radicchio.binary.ElementSegment;
import dev.radicchio.binary.ExternType;
import dev.radicchio.binary.Import;
import dev.radicchio.binary.Limits;
import dev.radicchio.binary.ValType;
import dev.radicchio.link.bind.Program.ImageTable;
import dev.radicchio.link.input.InputModule;
import dev.radicchio.link.input.InstancePlan;
import dev.radicchio.link.input.Relocs;
import dev.radicchio.link.place.TableLayout;
import dev.radicchio.link.plan.ResolvedImport;
import dev.radicchio.link.problem.Problem;
import dev.radicchio.link.problem.ProblemCode;
import dev.radicchio.link.resolve.ExportLookup;
import dev.radicchio.link.resolve.ExportLookup.Found;
import dev.radicchio.link.resolve.ResolvedImports;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/**
 * Decides which table of the image every table of every instance is. The table that function
 * pointers index is one for the whole program: {@code env.__indirect_function_table}, and the table
 * of that name of a module with relocations, whose slots can be renumbered. Any other table stays
 * the instance's own, since code may hold its slot numbers.
 */
public final class TableBinder {
  private final List<InstancePlan> instances;
  private final ExportLookup lookup;
  private final List<ImageTable> tables;
  private final ResolvedImports resolved;
  private final List<Problem> problems;

  public TableBinder(
      List<InstancePlan> instances,
      ExportLookup lookup,
      List<ImageTable> tables,
      ResolvedImports resolved,
      List<Problem> problems) {
    this.instances = instances;
    this.lookup = lookup;
    this.tables = tables;
    this.resolved = resolved;
    this.problems = problems;
  }

  public void bind() {
    if (instances.stream().anyMatch(TableBinder::usesShared)) {
      tables.add(new ImageTable.Shared(Limits.of(0, -1)));
    }
    for (InstancePlan instance : instances) {
      int imported = instance.module.binary().imported(ExternType.Kind.TABLE);
      for (int table = imported; table < instance.tables.length; table++) {
        if (isShared(instance.module, table)) {
          instance.tables[table] = 0;
        } else {
          instance.tables[table] = tables.size();
          tables.add(new ImageTable.Defined(instance, table));
        }
      }
    }
    instances.forEach(this::bindImports);
    instances.forEach(this::warnOfOwnTable);
  }

  /**
   * Makes the program's table as large as it has to be, for the functions in it and for each module
   * that says how many slots it has. A maximum counts where a module imports the table; what a
   * linker writes for a table of the module's own is how many functions that has.
   *
   * @param slots how many the functions take, slot 0 included
   * @return how many slots the table has to start with
   */
  public int share(int slots) {
    if (tables.isEmpty() || !(tables.get(0) instanceof ImageTable.Shared)) {
      return slots;
    }
    long minimum = slots;
    long maximum = -1;
    for (InstancePlan instance : instances) {
      for (Limits limits : sharedLimits(instance, instance.tables.length)) {
        minimum = Math.max(minimum, checkedMinimum(instance, limits));
      }
    }
    for (InstancePlan instance : instances) {
      int imported = instance.module.binary().imported(ExternType.Kind.TABLE);
      for (Limits limits : sharedLimits(instance, imported)) {
        if (limits.maximum() >= 0) {
          checkMaximum(instance, limits, minimum);
          maximum = maximum < 0 ? limits.maximum() : Math.min(maximum, limits.maximum());
        }
      }
    }
    tables.set(0, new ImageTable.Shared(Limits.of(minimum, maximum)));
    return (int) minimum;
  }

  /** What an instance says of the program's table, among its first tables. */
  private static List<Limits> sharedLimits(InstancePlan instance, int count) {
    return IntStream.range(0, count)
        .filter(table -> instance.tables[table] == 0)
        .mapToObj(table -> instance.module.binary().tables().get(table).limits())
        .toList();
  }

  private long checkedMinimum(InstancePlan instance, Limits limits) {
    if (limits.minimum() <= TableLayout.MAX_SLOTS) {
      return limits.minimum();
    }
    problems.add(
        ProblemCode.TOO_MANY_SLOTS.of(
            instance.name, instance.file.name(), limits.minimum(), TableLayout.MAX_SLOTS));
    return 0;
  }

  private void checkMaximum(InstancePlan instance, Limits limits, long slots) {
    if (limits.maximum() < slots) {
      problems.add(
          ProblemCode.TABLE_OVER_MAXIMUM.of(
              instance.name, instance.file.name(), limits.maximum(), slots));
    }
  }

  /** Function pointers of a table of its own mean other functions in other modules. */
  private void warnOfOwnTable(InstancePlan instance) {
    boolean ownFunctions =
        instance.module.binary().elements().stream()
            .anyMatch(
                segment ->
                    segment.mode() == ElementSegment.Mode.ACTIVE
                        && segment.type().equals(ValType.FUNCREF)
                        && !isShared(instance.module, segment.table()));
    // In this order: what an import means is looked up only if it matters.
    if (ownFunctions && isLinkedToOthers(instance)) {
      problems.add(ProblemCode.OWN_TABLE.of(instance.name, instance.file.name()));
    }
  }

  private boolean isLinkedToOthers(InstancePlan instance) {
    return instances.stream()
        .anyMatch(other -> importsFrom(instance, other) || importsFrom(other, instance));
  }

  private boolean importsFrom(InstancePlan importer, InstancePlan exporter) {
    return importer != exporter
        && importer.module.binary().imports(ExternType.Kind.FUNCTION).stream()
            .map(imported -> lookup.find(importer, imported))
            .anyMatch(found -> found.isPresent() && found.get().instance() == exporter);
  }

  private static boolean usesShared(InstancePlan instance) {
    for (int table = 0; table < instance.tables.length; table++) {
      if (isShared(instance.module, table)) {
        return true;
      }
    }
    return false;
  }

  /** Whether a table of a module is the program's. */
  public static boolean isShared(InputModule module, int table) {
    List<Import> imports = module.binary().imports(ExternType.Kind.TABLE);
    if (table < imports.size()) {
      return imports.get(table).module().equals("env")
          && imports.get(table).name().equals(Relocs.INDIRECT_FUNCTION_TABLE);
    }
    return module.relocatability() instanceof Relocs relocs && relocs.table() == table;
  }

  private void bindImports(InstancePlan instance) {
    List<Import> imports = instance.module.binary().imports(ExternType.Kind.TABLE);
    for (int table = 0; table < imports.size(); table++) {
      if (isShared(instance.module, table)) {
        instance.tables[table] = 0;
      } else {
        bindImport(instance, table, imports.get(table));
      }
    }
  }

  private void bindImport(InstancePlan instance, int table, Import imported) {
    Optional<Found> found = lookup.find(instance, imported);
    if (found.isEmpty() || isForeignImport(found.get())) {
      problems.add(lookup.unresolved(instance, imported, "(a table)"));
      return;
    }
    InstancePlan owner = found.get().instance();
    int target = found.get().export().index();
    ExternType.Table wanted = instance.module.binary().tables().get(table);
    ExternType.Table offered = owner.module.binary().tables().get(target);
    if (!wanted.element().equals(offered.element())) {
      problems.add(
          ProblemCode.TABLE_TYPE_MISMATCH.of(
              instance.name,
              instance.file.name(),
              imported.qualifiedName(),
              wanted.element(),
              owner.file.name(),
              offered.element()));
    }
    if (!isShared(owner.module, target) && !offered.limits().match(wanted.limits())) {
      problems.add(
          ProblemCode.TABLE_LIMITS_MISMATCH.of(
              instance.name,
              instance.file.name(),
              imported.qualifiedName(),
              describe(wanted.limits()),
              owner.file.name(),
              describe(offered.limits())));
    }
    instance.tables[table] = owner.tables[target];
    resolved.add(instance, ResolvedImport.Kind.TABLE, imported, found.get());
  }

  private static String describe(Limits limits) {
    return limits.maximum() < 0
        ? limits.minimum() + " slots or more"
        : limits.minimum() + " to " + limits.maximum() + " slots";
  }

  private static boolean isForeignImport(Found found) {
    int table = found.export().index();
    InputModule module = found.instance().module;
    return table < module.binary().imported(ExternType.Kind.TABLE) && !isShared(module, table);
  }
}

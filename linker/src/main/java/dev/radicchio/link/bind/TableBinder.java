package dev.radicchio.link.bind;

import dev.radicchio.binary.ElementSegment;
import dev.radicchio.binary.ExternType;
import dev.radicchio.binary.Import;
import dev.radicchio.binary.Limits;
import dev.radicchio.binary.ValType;
import dev.radicchio.link.input.FunctionTable;
import dev.radicchio.link.input.Instance;
import dev.radicchio.link.input.TableSlots;
import dev.radicchio.link.plan.ResolvedImport;
import dev.radicchio.link.problem.Problem;
import dev.radicchio.link.problem.ProblemCode;
import dev.radicchio.link.resolve.FoundExport;
import dev.radicchio.link.resolve.ResolvedImports;
import dev.radicchio.link.resolve.SymbolTable;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/**
 * Decides which table of the image every table of every instance is. The table that function
 * pointers index is one for the whole program: {@code env.__indirect_function_table}, and the table
 * of that name of a module with relocations, whose slots can be renumbered. Any other table stays
 * the instance's own, since code may hold its slot numbers.
 */
final class TableBinder {
  private static final int NONE = -1;

  private final List<Instance> instances;
  private final SymbolTable symbols;
  private final List<int[]> indices = new ArrayList<>();
  private final List<ImageTable> tables = new ArrayList<>();
  private final ResolvedImports resolved = new ResolvedImports();
  private final List<Problem> problems = new ArrayList<>();

  private TableBinder(List<Instance> instances, SymbolTable symbols) {
    this.instances = instances;
    this.symbols = symbols;
  }

  /**
   * The tables of the image.
   *
   * @param indices which of them each table of each instance is, by the instance's number
   * @param all the tables
   * @param slots how many slots the program's table has to start with
   */
  record Tables(
      List<int[]> indices,
      List<ImageTable> all,
      int slots,
      List<ResolvedImport> imports,
      List<Problem> problems) {
    /**
     * The table that function pointers of an instance index, if that is not the program's; else -1.
     */
    int functionTable(Instance instance) {
      int table = FunctionTable.of(instance);
      if (table < 0 || instance.module().relocatability().sharesTable(table)) {
        return NONE;
      }
      return indices.get(instance.number())[table];
    }
  }

  /**
   * Binds all tables.
   *
   * @param slots how many the functions in the program's table take, slot 0 included
   */
  static Tables bind(List<Instance> instances, SymbolTable symbols, int slots) {
    TableBinder binder = new TableBinder(instances, symbols);
    if (slots > 1 || instances.stream().anyMatch(TableBinder::usesShared)) {
      binder.tables.add(new ImageTable.Shared(Limits.of(0, -1)));
    }
    instances.forEach(binder::number);
    instances.forEach(binder::bindImports);
    instances.forEach(binder::warnOfOwnTable);
    int all = binder.share(slots);
    return new Tables(binder.indices, binder.tables, all, binder.resolved.all(), binder.problems);
  }

  private void number(Instance instance) {
    int imported = instance.binary().imported(ExternType.Kind.TABLE);
    int[] ofInstance = new int[instance.binary().size(ExternType.Kind.TABLE)];
    Arrays.fill(ofInstance, NONE);
    for (int table = 0; table < ofInstance.length; table++) {
      if (instance.module().relocatability().sharesTable(table)) {
        ofInstance[table] = 0;
      } else if (table >= imported || isOwn(instance, table)) {
        ofInstance[table] = tables.size();
        tables.add(new ImageTable.Own(instance, table, limits(instance, table)));
      }
    }
    indices.add(ofInstance);
  }

  /** Whether an import is a table that nobody else has. */
  private boolean isOwn(Instance instance, int table) {
    Import imported = instance.binary().imports(ExternType.Kind.TABLE).get(table);
    return instance.module().relocatability().ownsTable(table)
        && symbols.find(instance, imported).isEmpty();
  }

  /**
   * A table that function pointers index has room for functions of Java: no maximum. If code of the
   * module grows it, the maximum is what that code relies on, and stays.
   */
  private static Limits limits(Instance instance, int table) {
    Limits declared = instance.binary().tables().get(table).limits();
    return table == FunctionTable.of(instance) && !instance.module().scan().growsTable(table)
        ? Limits.of(declared.minimum(), -1)
        : declared;
  }

  private int[] of(Instance instance) {
    return indices.get(instance.number());
  }

  /**
   * Makes the program's table as large as it has to be, for the functions in it and for each module
   * that says how many slots it has. A maximum counts where a module imports the table; what a
   * linker writes for a table of the module's own is how many functions that has.
   *
   * @param slots how many the functions take, slot 0 included
   * @return how many slots the table has to start with
   */
  private int share(int slots) {
    if (tables.isEmpty() || !(tables.get(0) instanceof ImageTable.Shared)) {
      return slots;
    }
    long minimum = slots;
    long maximum = -1;
    for (Instance instance : instances) {
      for (Limits limits : sharedLimits(instance, of(instance).length)) {
        minimum = Math.max(minimum, checkedMinimum(instance, limits));
      }
    }
    for (Instance instance : instances) {
      int imported = instance.binary().imported(ExternType.Kind.TABLE);
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
  private List<Limits> sharedLimits(Instance instance, int count) {
    return IntStream.range(0, count)
        .filter(table -> of(instance)[table] == 0)
        .mapToObj(table -> instance.binary().tables().get(table).limits())
        .toList();
  }

  private long checkedMinimum(Instance instance, Limits limits) {
    if (limits.minimum() <= TableSlots.MOST) {
      return limits.minimum();
    }
    problems.add(
        ProblemCode.TOO_MANY_SLOTS.of(
            instance.name(), instance.file(), limits.minimum(), TableSlots.MOST));
    return 0;
  }

  private void checkMaximum(Instance instance, Limits limits, long slots) {
    if (limits.maximum() < slots) {
      problems.add(
          ProblemCode.TABLE_OVER_MAXIMUM.of(
              instance.name(), instance.file(), limits.maximum(), slots));
    }
  }

  /** Function pointers of a table of its own mean other functions in other modules. */
  private void warnOfOwnTable(Instance instance) {
    boolean ownFunctions =
        instance.binary().elements().stream()
            .anyMatch(
                segment ->
                    segment.mode() == ElementSegment.Mode.ACTIVE
                        && segment.type().equals(ValType.FUNCREF)
                        && !instance.module().relocatability().sharesTable(segment.table()));
    if (ownFunctions && isLinkedToOthers(instance)) {
      problems.add(
          ProblemCode.OWN_TABLE.of(
              instance.name(),
              instance.file(),
              instance.module().producer().relinkTo("share the program's table")));
    }
  }

  private boolean isLinkedToOthers(Instance instance) {
    return instances.stream()
        .anyMatch(other -> importsFrom(instance, other) || importsFrom(other, instance));
  }

  private boolean importsFrom(Instance importer, Instance exporter) {
    return !importer.equals(exporter)
        && importer.binary().imports(ExternType.Kind.FUNCTION).stream()
            .map(imported -> symbols.find(importer, imported))
            .anyMatch(found -> found.isPresent() && found.get().instance().equals(exporter));
  }

  private static boolean usesShared(Instance instance) {
    return IntStream.range(0, instance.binary().size(ExternType.Kind.TABLE))
        .anyMatch(table -> instance.module().relocatability().sharesTable(table));
  }

  private void bindImports(Instance instance) {
    List<Import> imports = instance.binary().imports(ExternType.Kind.TABLE);
    for (int table = 0; table < imports.size(); table++) {
      if (of(instance)[table] == NONE) {
        bindImport(instance, table, imports.get(table));
      }
    }
  }

  private void bindImport(Instance instance, int table, Import imported) {
    Optional<FoundExport> found = symbols.find(instance, imported);
    if (found.isEmpty() || isForeignImport(found.get())) {
      problems.add(symbols.unresolved(instance, imported, "(a table)"));
      return;
    }
    Instance owner = found.get().instance();
    int target = found.get().export().index();
    ExternType.Table wanted = instance.binary().tables().get(table);
    ExternType.Table offered = owner.binary().tables().get(target);
    if (!wanted.element().equals(offered.element())) {
      problems.add(
          ProblemCode.TABLE_TYPE_MISMATCH.of(
              instance.name(),
              instance.file(),
              imported.qualifiedName(),
              wanted.element(),
              owner.file(),
              offered.element()));
    }
    if (!owner.module().relocatability().sharesTable(target)
        && !offered.limits().match(wanted.limits())) {
      problems.add(
          ProblemCode.TABLE_LIMITS_MISMATCH.of(
              instance.name(),
              instance.file(),
              imported.qualifiedName(),
              describe(wanted.limits()),
              owner.file(),
              describe(offered.limits())));
    }
    of(instance)[table] = of(owner)[target];
    resolved.add(instance, ResolvedImport.Kind.TABLE, imported, found.get());
  }

  private static String describe(Limits limits) {
    return limits.maximum() < 0
        ? limits.minimum() + " slots or more"
        : limits.minimum() + " to " + limits.maximum() + " slots";
  }

  private boolean isForeignImport(FoundExport found) {
    int table = found.export().index();
    Instance owner = found.instance();
    return table < owner.binary().imported(ExternType.Kind.TABLE)
        && !owner.module().relocatability().sharesTable(table)
        && !isOwn(owner, table);
  }
}

package dev.radicchio.link;

import dev.radicchio.binary.ExternType;
import dev.radicchio.binary.Import;
import dev.radicchio.link.ExportLookup.Found;
import dev.radicchio.link.Program.ImageTable;
import java.util.List;
import java.util.Optional;

/**
 * Decides which table of the image every table of every instance is. The table that function
 * pointers index is one for the whole program: {@code env.__indirect_function_table}, and the table
 * of that name of a module with relocations, whose slots can be renumbered. Any other table stays
 * the instance's own, since code may hold its slot numbers.
 */
final class TableBinder {
  private final List<InstancePlan> instances;
  private final ExportLookup lookup;
  private final List<ImageTable> tables;
  private final List<Problem> problems;

  TableBinder(
      List<InstancePlan> instances,
      ExportLookup lookup,
      List<ImageTable> tables,
      List<Problem> problems) {
    this.instances = instances;
    this.lookup = lookup;
    this.tables = tables;
    this.problems = problems;
  }

  void bind() {
    if (instances.stream().anyMatch(TableBinder::usesShared)) {
      tables.add(new ImageTable.Shared(0));
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
  static boolean isShared(InputModule module, int table) {
    int index = 0;
    for (Import imported : module.binary().imports()) {
      if (imported.type() instanceof ExternType.Table && index++ == table) {
        return imported.module().equals("env")
            && imported.name().equals(Relocs.INDIRECT_FUNCTION_TABLE);
      }
    }
    return module.relocatability() instanceof Relocs relocs && relocs.table() == table;
  }

  private void bindImports(InstancePlan instance) {
    int table = 0;
    for (Import imported : instance.module.binary().imports()) {
      if (!(imported.type() instanceof ExternType.Table)) {
        continue;
      }
      int index = table++;
      if (isShared(instance.module, index)) {
        instance.tables[index] = 0;
        continue;
      }
      Optional<Found> found = lookup.find(instance, imported);
      if (found.isEmpty() || isForeignImport(found.get())) {
        problems.add(lookup.unresolved(instance, imported, " (a table)"));
      } else {
        instance.tables[index] = found.get().instance().tables[found.get().export().index()];
      }
    }
  }

  private static boolean isForeignImport(Found found) {
    int table = found.export().index();
    InputModule module = found.instance().module;
    return table < module.binary().imported(ExternType.Kind.TABLE) && !isShared(module, table);
  }
}

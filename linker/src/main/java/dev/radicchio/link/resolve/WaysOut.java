package dev.radicchio.link.resolve;

import dev.radicchio.binary.ExternType;
import dev.radicchio.binary.Import;
import dev.radicchio.binary.ValType;
import dev.radicchio.link.input.ImportNames;
import dev.radicchio.link.input.Instance;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** What can be done about an import that nothing satisfies, which depends on what is imported. */
final class WaysOut {
  private static final ExternType.Global ADDRESS = new ExternType.Global(ValType.I32, false);
  private static final String BINDING = "(@Link on the accessor, Linker.bind)";

  private final List<Instance> instances;

  WaysOut(List<Instance> instances) {
    this.instances = instances;
  }

  /**
   * What can be done about an import, as a sentence.
   *
   * @param named the instance that it names, if there is one
   */
  String forImport(Instance importer, Import imported, Optional<Instance> named) {
    List<String> ways = new ArrayList<>(export(importer, imported, named));
    if (imported.type().equals(ADDRESS)) {
      ways.add(region(imported.qualifiedName()));
    }
    switch (imported.type().kind()) {
      case FUNCTION ->
          ways.add(
              "give it from Java (a host, WASI or import values of @SharedMemory, Linker.host)");
      case GLOBAL -> ways.add("give it from Java (import values of @SharedMemory, Linker.host)");
      case MEMORY, TABLE, TAG -> {} // hosts cannot have any
    }
    return String.join(", ", ways) + ", or build this one without the import";
  }

  private List<String> export(Instance importer, Import imported, Optional<Instance> named) {
    if (imported.module().equals(ImportNames.FLAT)) {
      return List.of("Add a module that exports it");
    }
    return instances.stream()
        .filter(instance -> !instance.equals(importer))
        .filter(
            instance ->
                ExportLookup.export(instance, imported.name(), imported.type().kind()).isPresent())
        .findFirst()
        .map(other -> List.of("Bind it to " + other.name() + ", which exports it " + BINDING))
        .orElse(
            List.of(
                named.isPresent() ? "Export it there" : "Add a module of that name that exports it",
                "bind it to another one that exports it " + BINDING));
  }

  /** What else can be done about an entry of the GOT, with a comma behind it. */
  String forEntry(Import entry) {
    return entry.module().equals(ImportNames.GOT_MEM)
        ? region(ImportNames.flat(entry.name())) + ", "
        : "call it in a module if it is the host's, which tells its type, ";
  }

  private static String region(String importName) {
    return "request a region for it (@Region(importName = \"" + importName + "\"), Linker.region)";
  }
}

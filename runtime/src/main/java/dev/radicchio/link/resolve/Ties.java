package dev.radicchio.link.resolve;

import dev.radicchio.binary.Import;
import dev.radicchio.binary.Symbol;
import dev.radicchio.link.input.InputModule;
import dev.radicchio.link.input.InstancePlan;
import dev.radicchio.link.input.Relocs;
import dev.radicchio.link.plan.ImportBinding;
import dev.radicchio.link.problem.Problem;
import dev.radicchio.link.problem.ProblemCode;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The imports that the user ties to one instance each. */
final class Ties {
  private final List<InstancePlan> instances;
  private final List<Problem> problems;
  private final Map<Tie, InstancePlan> exporters = new HashMap<>();

  /** An import of an instance, by its qualified name. */
  private record Tie(InstancePlan importer, String importName) {}

  private Ties(List<InstancePlan> instances, List<Problem> problems) {
    this.instances = instances;
    this.problems = problems;
  }

  /** The ties that bind something; those that do not are problems. */
  static Ties of(
      List<InstancePlan> instances, List<ImportBinding> bindings, List<Problem> problems) {
    Ties ties = new Ties(instances, problems);
    bindings.forEach(ties::add);
    return ties;
  }

  /** The instance that an import is tied to, or null. */
  @Nullable InstancePlan exporter(InstancePlan importer, String importName) {
    return exporters.get(new Tie(importer, importName));
  }

  private void add(ImportBinding binding) {
    InstancePlan importer = withName(binding.importer());
    InstancePlan exporter = withName(binding.exporter());
    String importName = binding.importName();
    Optional<String> symbol = importedSymbol(importer.module, importName);
    if (symbol.isEmpty()) {
      problems.add(
          ProblemCode.TIE_OF_NO_IMPORT.of(
              importer.name, importer.file.name(), importName, exporter.name));
    } else if (!exporter.file.exportNames().contains(symbol.get())) {
      problems.add(
          ProblemCode.TIE_WITHOUT_EXPORT.of(
              importer.name,
              importer.file.name(),
              importName,
              exporter.name,
              exporter.file.name(),
              symbol.get()));
    } else {
      exporters.put(new Tie(importer, importName), exporter);
    }
  }

  private InstancePlan withName(String name) {
    return instances.stream()
        .filter(instance -> instance.name.equals(name))
        .findFirst()
        .orElseThrow(() -> new AssertionError("the linker checks the names of instances"));
  }

  /** The second name of an import, or of undefined data, if the module has it. */
  private static Optional<String> importedSymbol(InputModule module, String importName) {
    Optional<String> imported =
        module.binary().imports().stream()
            .filter(candidate -> isMeant(candidate, importName))
            .map(Import::name)
            .findFirst();
    return imported.isPresent() || !(module.relocatability() instanceof Relocs relocs)
        ? imported
        : relocs.symbols().stream()
            .filter(symbol -> symbol.kind() == Symbol.Kind.DATA && symbol.isUndefined())
            .map(Symbol::name)
            .filter(name -> ExportLookup.flat(name).equals(importName))
            .findFirst();
  }

  /** A GOT entry is an import of the symbol that it stands for. */
  private static boolean isMeant(Import candidate, String importName) {
    return candidate.module().startsWith("GOT.")
        ? ExportLookup.flat(candidate.name()).equals(importName)
        : candidate.qualifiedName().equals(importName);
  }
}

package dev.radicchio.link.resolve;

import dev.radicchio.binary.Import;
import dev.radicchio.link.input.Definition;
import dev.radicchio.link.input.ImportNames;
import dev.radicchio.link.input.InputModule;
import dev.radicchio.link.input.Instance;
import dev.radicchio.link.plan.ImportBinding;
import dev.radicchio.link.problem.Problem;
import dev.radicchio.link.problem.ProblemCode;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** The imports that the user binds to one instance each. */
final class BoundImports {
  private final List<Instance> instances;
  private final List<Problem> problems = new ArrayList<>();
  private final Map<BoundImport, Instance> exporters = new HashMap<>();

  /** An import of an instance, by its qualified name. */
  private record BoundImport(Instance importer, String importName) {}

  private BoundImports(List<Instance> instances) {
    this.instances = instances;
  }

  /** Those whose import and export exist; others are problems. */
  static BoundImports of(List<Instance> instances, List<ImportBinding> bindings) {
    BoundImports bound = new BoundImports(instances);
    bindings.forEach(bound::add);
    return bound;
  }

  /** The bindings without an import or an export. */
  List<Problem> problems() {
    return problems;
  }

  /** The instance that an import is bound to, if it is to one. */
  Optional<Instance> exporter(Instance importer, String importName) {
    return Optional.ofNullable(exporters.get(new BoundImport(importer, importName)));
  }

  private void add(ImportBinding binding) {
    Instance importer = withName(binding.importer());
    Instance exporter = withName(binding.exporter());
    String importName = binding.importName();
    Optional<String> symbol = importedSymbol(importer.module(), importName);
    if (symbol.isEmpty()) {
      problems.add(
          ProblemCode.BINDING_OF_NO_IMPORT.of(
              importer.name(), importer.file(), importName, exporter.name()));
    } else if (!has(exporter, symbol.get())) {
      problems.add(
          ProblemCode.BINDING_WITHOUT_EXPORT.of(
              importer.name(),
              importer.file(),
              importName,
              exporter.name(),
              exporter.file(),
              symbol.get()));
    } else {
      exporters.put(new BoundImport(importer, importName), exporter);
    }
  }

  private static boolean has(Instance exporter, String name) {
    return exporter.binary().exports().stream().anyMatch(export -> export.name().equals(name))
        || defines(exporter.module(), name);
  }

  private static boolean defines(InputModule module, String name) {
    return module.definitions().stream().anyMatch(definition -> definition.name().equals(name));
  }

  private Instance withName(String name) {
    return instances.stream()
        .filter(instance -> instance.name().equals(name))
        .findFirst()
        .orElseThrow(() -> new AssertionError("the request checks the names of instances"));
  }

  /**
   * The second name of an import, or that of a symbol that may be another module's, if the module
   * has it.
   */
  private static Optional<String> importedSymbol(InputModule module, String importName) {
    Optional<String> imported =
        module.binary().imports().stream()
            .filter(candidate -> isMeant(candidate, importName))
            .map(Import::name)
            .findFirst();
    return imported.isPresent()
        ? imported
        : symbols(module).filter(name -> ImportNames.flat(name).equals(importName)).findFirst();
  }

  private static boolean givesWay(Definition definition) {
    return definition.binding() != Definition.Binding.STRONG
        || SymbolName.isTypeInformation(definition.name());
  }

  private static Stream<String> symbols(InputModule module) {
    return Stream.of(
            module.undefinedData().stream(),
            module.undefinedWeak().values().stream().map(Import::name),
            module.definitions().stream().filter(BoundImports::givesWay).map(Definition::name))
        .flatMap(names -> names);
  }

  /** A GOT entry is an import of the symbol that it stands for. */
  private static boolean isMeant(Import candidate, String importName) {
    return candidate.module().startsWith("GOT.")
        ? ImportNames.flat(candidate.name()).equals(importName)
        : candidate.qualifiedName().equals(importName);
  }
}

package dev.radicchio.processor.check;

import static java.util.stream.Collectors.joining;

import dev.radicchio.link.HostImport;
import dev.radicchio.link.WasmFile;
import dev.radicchio.processor.dwarf.DwarfTypes;
import dev.radicchio.processor.dwarf.StructDefinition;
import dev.radicchio.processor.model.FieldModel;
import dev.radicchio.processor.model.FieldType;
import dev.radicchio.processor.model.FunctionInterface;
import dev.radicchio.processor.model.FunctionModel;
import dev.radicchio.processor.model.MethodModel;
import dev.radicchio.processor.model.MethodReader;
import dev.radicchio.processor.model.ProgramModel;
import dev.radicchio.processor.model.StructModel;
import dev.radicchio.processor.model.StructReader;
import dev.radicchio.processor.model.StructType;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import javax.lang.model.element.TypeElement;

/**
 * Compares the structs that a program passes with what its modules' debug information says of them:
 * those in the methods of a module's interface and of the hosts that it imports from, and all that
 * these structs contain and point to. Modules may disagree with each other, so each is compared;
 * one without debug information, or without a struct of the name, has nothing to say.
 */
public final class GuestStructCheck {
  private final StructReader structs;
  private final MethodReader methods;
  private final Predicate<TypeElement> hasSource;

  /**
   * @param hasSource the structs that are compiled now, so that their problems can be reported
   *     there; those of any other are reported at the program
   */
  public GuestStructCheck(
      StructReader structs, MethodReader methods, Predicate<TypeElement> hasSource) {
    this.structs = structs;
    this.methods = methods;
    this.hasSource = hasSource;
  }

  /** A struct that is not what some modules have. */
  private record Mismatch(StructType struct, String guestName, String text) {}

  /**
   * Reports each layout that differs from Java's once, with all modules that have it.
   *
   * @param hosts the methods of hosts that are imported
   */
  void check(
      ProgramModel program,
      List<CheckedProgram.Instance> instances,
      List<BoundHost> hosts,
      List<HostImport> imports,
      List<Diagnostic> problems) {
    Map<String, WasmFile> files = new LinkedHashMap<>();
    Map<String, Set<StructType>> passed = new LinkedHashMap<>();
    for (CheckedProgram.Instance instance : instances) {
      WasmFile file = Objects.requireNonNull(instance.module().file());
      files.put(file.name(), file);
      Set<StructType> found = passed.computeIfAbsent(file.name(), name -> new LinkedHashSet<>());
      Set<TypeElement> seen = new HashSet<>();
      instance.module().module().methods().forEach(method -> collect(method, found, seen));
      hosts.stream()
          .filter(host -> isImported(host, instance, imports))
          .forEach(host -> collect(host.method().method(), found, seen));
    }
    Map<Mismatch, List<String>> mismatches = new LinkedHashMap<>();
    files.forEach(
        (name, file) -> {
          for (Mismatch mismatch : mismatches(file, passed.getOrDefault(name, Set.of()))) {
            mismatches.computeIfAbsent(mismatch, key -> new ArrayList<>()).add(name);
          }
        });
    mismatches.forEach((mismatch, names) -> problems.add(diagnostic(program, mismatch, names)));
  }

  private static boolean isImported(
      BoundHost host, CheckedProgram.Instance instance, List<HostImport> imports) {
    return imports.stream()
        .anyMatch(
            imported ->
                imported.instance().equals(instance.model().name())
                    && imported.module().equals(host.host().module())
                    && host.method().importNames().contains(imported.name()));
  }

  private void collect(MethodModel method, Set<StructType> found, Set<TypeElement> seen) {
    method
        .namedTypes()
        .filter(seen::add)
        .forEach(
            type -> {
              StructType.of(type).ifPresent(struct -> collect(struct, found));
              FunctionInterface.of(type)
                  .ifPresent(
                      function ->
                          FunctionModel.of(function, methods)
                              .methods()
                              .forEach(inner -> collect(inner, found, seen)));
            });
  }

  private void collect(StructType struct, Set<StructType> found) {
    if (found.add(struct)) {
      for (FieldModel field : structs.read(struct).fields()) {
        if (field.type() instanceof FieldType.Nested nested) {
          collect(nested.struct(), found);
        } else if (field.type() instanceof FieldType.Pointer pointer) {
          collect(pointer.struct(), found);
        }
      }
    }
  }

  private List<Mismatch> mismatches(WasmFile file, Collection<StructType> types) {
    List<StructModel> models = types.stream().map(structs::read).toList();
    Optional<DwarfTypes> guest =
        models.isEmpty()
            ? Optional.empty()
            : DwarfTypes.read(
                file, models.stream().flatMap(model -> model.guestNames().stream()).toList());
    List<Mismatch> mismatches = new ArrayList<>();
    guest.ifPresent(dwarf -> models.forEach(model -> mismatches.addAll(mismatches(model, dwarf))));
    return mismatches;
  }

  private List<Mismatch> mismatches(StructModel struct, DwarfTypes guest) {
    StructLayouts layouts = new StructLayouts(structs);
    Optional<StructLayout> layout = layouts.of(struct.type());
    if (layout.isEmpty()) {
      return List.of(); // It has an error of its own.
    }
    FieldFit fit = new FieldFit(guest, structs, layouts);
    List<Mismatch> mismatches = new ArrayList<>();
    for (List<StructDefinition> definitions : candidates(struct, guest)) {
      List<StructComparison> different =
          definitions.stream()
              .map(definition -> StructComparison.of(definition, layout.get(), fit))
              .filter(comparison -> !comparison.isSame())
              .toList();
      if (different.isEmpty()) {
        return List.of(); // Of types in several namespaces, this is the one that is meant.
      }
      different.stream()
          .map(comparison -> mismatch(struct, comparison, fit))
          .distinct()
          .forEach(mismatches::add);
    }
    return mismatches;
  }

  private static Collection<List<StructDefinition>> candidates(
      StructModel struct, DwarfTypes guest) {
    return struct.guestNames().stream()
        .map(guest::structs)
        .filter(found -> !found.isEmpty())
        .findFirst()
        .map(Map::values)
        .orElse(List.of());
  }

  private static Mismatch mismatch(StructModel struct, StructComparison comparison, FieldFit fit) {
    return new Mismatch(
        struct.type(),
        comparison.guest().name(),
        StructTable.of(comparison, struct.type().name())
            + StructAdvice.of(comparison, struct.packed(), fit).stream()
                .map(advice -> "  " + advice)
                .collect(joining("\n")));
  }

  private Diagnostic diagnostic(ProgramModel program, Mismatch mismatch, List<String> modules) {
    TypeElement element = mismatch.struct.element();
    boolean isHere = hasSource.test(element);
    return Diagnostic.error(
        Site.of(isHere ? element : program.element()),
        (isHere ? mismatch.struct.name() : element.getQualifiedName())
            + " differs from "
            + mismatch.guestName
            + " of "
            + String.join(" and ", modules)
            + ":\n"
            + mismatch.text);
  }
}

package dev.radicchio.processor.check;

import static java.util.stream.Collectors.joining;

import dev.radicchio.binary.FunctionType;
import dev.radicchio.link.FunctionSymbol;
import dev.radicchio.link.WasmFile;
import dev.radicchio.link.plan.HostImport;
import dev.radicchio.processor.check.MethodFit.Finding;
import dev.radicchio.processor.check.ModuleStructs.Difference;
import dev.radicchio.processor.dwarf.DwarfTypes;
import dev.radicchio.processor.model.MethodModel;
import dev.radicchio.processor.model.MethodReader;
import dev.radicchio.processor.model.ProgramModel;
import dev.radicchio.processor.model.StructReader;
import dev.radicchio.processor.model.StructType;
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
 * Compares what a program passes with what its modules' debug information says: the methods of a
 * module's interface and of the hosts that it imports from, and the structs that these lead to.
 * Modules may disagree with each other, so each is compared; where nothing can be, because a module
 * says nothing, a warning tells so.
 */
public final class GuestStructCheck {
  private final StructReader structs;
  private final MethodReader methods;
  private final Predicate<TypeElement> hasSource;

  /**
   * @param hasSource the interfaces that are compiled now, so that their problems can be reported
   *     there; those of any other are reported at the program
   */
  public GuestStructCheck(
      StructReader structs, MethodReader methods, Predicate<TypeElement> hasSource) {
    this.structs = structs;
    this.methods = methods;
    this.hasSource = hasSource;
  }

  /** A method, and the function of a module that it is. */
  private record Use(MethodModel method, FunctionSymbol symbol, String name, FunctionType type) {}

  /** A module with all that a program has to do with it. */
  private record Module(WasmFile file, Site accessor, Set<Use> uses) {}

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
    Map<String, Module> modules = new LinkedHashMap<>();
    for (CheckedProgram.Instance instance : instances) {
      WasmFile file = Objects.requireNonNull(instance.module().file());
      Module module =
          modules.computeIfAbsent(
              file.name(),
              name ->
                  new Module(
                      file,
                      Site.ofMember(instance.model().element(), program.element()),
                      new LinkedHashSet<>()));
      addExports(instance.module(), file, module.uses);
      hosts.stream()
          .filter(host -> host.isImportedBy(instance, imports))
          .forEach(host -> addImport(host, file, module.uses));
    }
    Map<Mismatch, Map<String, String>> mismatches = new LinkedHashMap<>();
    modules.values().forEach(module -> check(module, mismatches, problems));
    mismatches.forEach(
        (mismatch, places) -> problems.add(diagnostic(program, mismatch, places.values())));
  }

  private static void addExports(CheckedModule module, WasmFile file, Set<Use> uses) {
    for (BoundMethod bound : module.methods()) {
      uses.add(
          new Use(
              bound.method(),
              file.exportedFunction(bound.export()).orElseThrow(),
              bound.export(),
              bound.type()));
    }
  }

  private static void addImport(BoundHost host, WasmFile file, Set<Use> uses) {
    file.importedFunction(host.host().module(), host.importName())
        .ifPresent(
            symbol ->
                uses.add(new Use(host.method().method(), symbol, host.importName(), host.type())));
  }

  private void check(
      Module module, Map<Mismatch, Map<String, String>> mismatches, List<Diagnostic> problems) {
    ReachedStructs reached = new ReachedStructs(structs, methods);
    Set<StructType> passed = reached.named(module.uses.stream().map(Use::method));
    Set<StructType> all = reached.withInner(passed);
    Optional<DwarfTypes> guest =
        DwarfTypes.read(
            module.file,
            all.stream().flatMap(struct -> structs.read(struct).guestNames().stream()).toList(),
            module.uses.stream().map(Use::symbol).toList());
    if (guest.isPresent()) {
      ModuleStructs compared = new ModuleStructs(guest.get(), structs, methods);
      module.uses.forEach(use -> compared.add(use.method, use.symbol, use.name, use.type));
      compared.compare();
      report(module, compared, mismatches, problems);
    } else if (!passed.isEmpty()) {
      problems.add(
          DiagnosticCode.NO_DEBUG_INFORMATION.at(
              module.accessor,
              module.file.name(),
              passed.stream().map(StructType::name).collect(joining(", "))));
    }
  }

  private void report(
      Module module,
      ModuleStructs compared,
      Map<Mismatch, Map<String, String>> mismatches,
      List<Diagnostic> problems) {
    Set<Difference> wrongStructs = new HashSet<>();
    for (Finding finding : compared.findings()) {
      if (finding instanceof Finding.Misfit misfit) {
        problems.add(
            at(DiagnosticCode.TYPE_DIFFERS_FROM_GUEST, misfit.place(), module, misfit.remedy()));
      } else if (finding instanceof Finding.Address number) {
        compared
            .structFor(number.struct())
            .ifPresent(
                struct ->
                    problems.add(
                        at(
                            DiagnosticCode.STRUCT_PASSED_AS_NUMBER,
                            number.place(),
                            module,
                            struct.name())));
      } else if (finding instanceof Finding.Struct struct) {
        for (Difference difference : compared.differences(struct.pair())) {
          if (compared.isOfAnother(struct.pair())) {
            wrongStructs.add(difference);
            problems.add(another(struct, difference, module));
          }
        }
      }
    }
    for (Difference difference : compared.differences()) {
      if (!wrongStructs.contains(difference)) {
        mismatches
            .computeIfAbsent(mismatch(difference, compared.match()), key -> new LinkedHashMap<>())
            .putIfAbsent(module.file.name(), module.file.name() + via(difference));
      }
    }
    if (!compared.unknown().isEmpty()) {
      problems.add(
          DiagnosticCode.STRUCT_NOT_COMPARED.at(
              module.accessor,
              module.file.name(),
              compared.unknown().entrySet().stream()
                  .map(entry -> entry.getKey().name() + " (" + entry.getValue() + ")")
                  .collect(joining(", "))));
    }
  }

  private Diagnostic another(Finding.Struct struct, Difference difference, Module module) {
    return at(
        DiagnosticCode.STRUCT_IS_ANOTHER,
        struct.place(),
        module,
        StructTable.of(difference.comparison(), difference.struct().name())
            + "  declare the @WasmStruct of "
            + struct.pair().guest().spelling());
  }

  /**
   * What is said of a type that a method takes or returns.
   *
   * @param more the last of it, which depends on the code
   */
  private Diagnostic at(DiagnosticCode code, MethodFit.Place place, Module module, String more) {
    return code.at(
        site(place, module),
        place.method().signature(),
        place.java(),
        place.function(),
        module.file.name(),
        place.guest(),
        more);
  }

  /** The method, or the accessor of the module if its interface has no source here. */
  private Site site(MethodFit.Place place, Module module) {
    return hasSource.test(place.method().owner()) ? Site.of(place.method()) : module.accessor;
  }

  /** What leads to the guest's struct, if its name does not. */
  private static String via(Difference difference) {
    return difference.method().isEmpty() ? "" : ", which it stands for in " + difference.method();
  }

  private Mismatch mismatch(Difference difference, StructMatch match) {
    StructComparison comparison = difference.comparison();
    boolean packed = structs.read(difference.struct()).packed();
    return new Mismatch(
        difference.struct(),
        comparison.guest().name(),
        StructTable.of(comparison, difference.struct().name())
            + StructAdvice.of(comparison, packed, match).stream()
                .map(advice -> "  " + advice)
                .collect(joining("\n")));
  }

  /**
   * @param places modules, with what leads there
   */
  private Diagnostic diagnostic(
      ProgramModel program, Mismatch mismatch, Collection<String> places) {
    TypeElement element = mismatch.struct.element();
    boolean isHere = hasSource.test(element);
    return DiagnosticCode.STRUCT_DIFFERS_FROM_GUEST.at(
        Site.of(isHere ? element : program.element()),
        isHere ? mismatch.struct.name() : element.getQualifiedName(),
        mismatch.guestName,
        String.join(" and ", places),
        mismatch.text);
  }
}

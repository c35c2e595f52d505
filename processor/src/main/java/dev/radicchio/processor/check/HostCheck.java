package dev.radicchio.processor.check;

import static java.util.stream.Collectors.joining;

import com.google.auto.common.Visibility;
import dev.radicchio.binary.FunctionType;
import dev.radicchio.binary.Import;
import dev.radicchio.link.Linker;
import dev.radicchio.link.WasmFile;
import dev.radicchio.link.plan.HeapFunction;
import dev.radicchio.link.plan.HostImport;
import dev.radicchio.processor.model.HostMethodModel;
import dev.radicchio.processor.model.HostModel;
import dev.radicchio.processor.model.InvalidHost;
import dev.radicchio.processor.model.MethodModel;
import dev.radicchio.processor.model.ProgramEngine;
import dev.radicchio.processor.model.ProgramModel;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Stream;
import javax.lang.model.element.AnnotationValue;
import javax.lang.model.element.ElementKind;
import javax.lang.model.element.Name;
import javax.lang.model.element.TypeElement;
import javax.lang.model.type.DeclaredType;
import javax.lang.model.type.TypeKind;
import javax.lang.model.type.TypeMirror;

/** Checks the hosts of a program against what its modules import from them. */
final class HostCheck {
  private static final String WASI_MODULE = "wasi_snapshot_preview1";

  private final ProgramModel program;
  private final Predicate<TypeElement> reportedAlready;
  private final AccessCheck access;
  private final List<Diagnostic> problems;

  /** The hosts, each once. */
  private final List<HostModel> hosts = new ArrayList<>();

  /** Modules with a host that has problems of its own, so that nothing follows from its methods. */
  private final Set<String> broken = new HashSet<>();

  /** Modules from which guests import what their hosts do not have, perhaps by another name. */
  private final Set<String> incomplete = new HashSet<>();

  /** Imports that are reported, by file: two instances of one file have one problem. */
  private final Set<List<String>> reportedImports = new HashSet<>();

  private boolean hasErrors;

  /** Whether guests import WASI and nothing allows it. */
  private boolean lacksWasi;

  /** A method of a host under one of the names that guests import it by. */
  private record BoundImport(HostMethodModel method, String name) {}

  /**
   * @param reportedAlready the host interfaces whose own problems are reported at the interface
   */
  HostCheck(
      ProgramModel program,
      Predicate<TypeElement> reportedAlready,
      AccessCheck access,
      List<Diagnostic> problems) {
    this.program = program;
    this.access = access;
    this.reportedAlready = reportedAlready;
    this.problems = problems;
  }

  /** Leaves the modules that hosts stand for to these. */
  void addTo(Linker linker, List<CheckedProgram.Instance> instances) {
    for (HostModel host : program.hosts()) {
      linker.host(host.module(), weakImports(host.module(), instances));
    }
    if (givesWasi()) {
      linker.host(WASI_MODULE);
    }
    program.importValues().forEach(linker::host);
  }

  /** What guests import weakly and hosts of a module have. */
  private List<String> weakImports(String module, List<CheckedProgram.Instance> instances) {
    Set<String> had = new HashSet<>();
    program.hosts().stream()
        .filter(host -> host.module().equals(module))
        .flatMap(host -> host.methods().stream())
        .forEach(method -> had.addAll(method.importNames()));
    return instances.stream()
        .flatMap(instance -> file(instance).weakFunctionImports().stream())
        .filter(imported -> imported.module().equals(module))
        .map(Import::name)
        .filter(had::contains)
        .distinct()
        .sorted()
        .toList();
  }

  private boolean givesWasi() {
    return program.wasi().isWanted() || lacksWasi;
  }

  /** Whether a host has problems of its own. */
  boolean hasErrors() {
    return hasErrors;
  }

  /** Checks what the program says of its hosts. */
  void check() {
    for (InvalidHost invalid : program.invalidHosts()) {
      DiagnosticCode code =
          isInterface(invalid.type())
              ? DiagnosticCode.HOST_WITHOUT_ANNOTATION
              : DiagnosticCode.NO_HOST;
      report(code, invalid.site(), MethodModel.typeName(invalid.type()));
    }
    Set<TypeElement> seen = new HashSet<>();
    for (HostModel host : program.hosts()) {
      if (seen.add(host.element())) {
        hosts.add(host);
        checkAlone(host);
      } else {
        report(DiagnosticCode.HOST_TWICE, host.site(), host.name());
      }
    }
    ProgramEngine engine = program.engine().engine();
    if (!program.importValues().isEmpty() && !program.engine().isVisible()) {
      problems.add(EngineProblems.notVisible(program, program.linkedName()));
    }
    if (program.wasi().isWanted() && !program.wasi().isThere()) {
      report(
          DiagnosticCode.WASI_NOT_FOUND,
          program.wasi().annotationValue(),
          engine.title(),
          program.linkedName(),
          engine.wasiArtifact(),
          engine.wasiJavaModule());
    }
    checkGivers();
    checkSharedModules();
  }

  /** Checks that guests import WASI only if they may; they import many functions of it. */
  void checkWasi(List<CheckedProgram.Instance> instances) {
    if (givesWasi()
        || program.hosts().stream().anyMatch(host -> host.module().equals(WASI_MODULE))
        || program.importValues().contains(WASI_MODULE)
        || instances.stream().anyMatch(instance -> instance.model().name().equals(WASI_MODULE))) {
      return;
    }
    Set<String> seen = new HashSet<>();
    for (CheckedProgram.Instance instance : instances) {
      WasmFile file = instance.module().file();
      if (file != null
          && file.functionImports().stream().anyMatch(one -> one.module().equals(WASI_MODULE))
          && seen.add(file.name())) {
        lacksWasi = true;
        problems.add(
            DiagnosticCode.WASI_NOT_ALLOWED.at(
                Site.ofMember(instance.model().element(), program.element()),
                file.name(),
                WASI_MODULE,
                program.element().getSimpleName()));
      }
    }
  }

  private static boolean isInterface(TypeMirror type) {
    return type.getKind() == TypeKind.DECLARED
        && ((DeclaredType) type).asElement().getKind() == ElementKind.INTERFACE;
  }

  private void checkAlone(HostModel host) {
    Site site = site(host.site());
    if (host.engine().isEmpty()) {
      List<Diagnostic> own =
          HostInterfaceCheck.check(host.element(), host.module(), host.methods());
      if (!own.isEmpty()) {
        hasErrors = true;
        broken.add(host.module());
      }
      if (!reportedAlready.test(host.element())) {
        String name = host.element().getQualifiedName().toString();
        own.forEach(problem -> problems.add(problem.movedTo(site, name)));
      }
      access.check(host.element(), host.methods().stream().map(HostMethodModel::method), site);
    } else {
      checkOfEngine(host, host.engine().get());
    }
  }

  private void checkOfEngine(HostModel host, ProgramEngine engine) {
    ProgramEngine other = program.engine().engine();
    if (engine != other) {
      report(
          DiagnosticCode.HOST_OF_ANOTHER_ENGINE,
          host.site(),
          host.name(),
          engine.title(),
          program.element().getSimpleName(),
          other.title(),
          engine.name());
    } else if (Visibility.effectiveVisibilityOfElement(host.element()) == Visibility.PRIVATE) {
      report(DiagnosticCode.PRIVATE_HOST, host.site(), host.name(), program.linkedName());
    } else if (!host.element().getTypeParameters().isEmpty()) {
      report(DiagnosticCode.HOST_TYPE_PARAMETERS, host.site(), host.name());
    } else {
      access.check(host.element(), Stream.empty(), site(host.site()));
    }
  }

  /** All but {@code @WasmHost} stand for a whole module, so that there is nothing to share. */
  private void checkGivers() {
    Map<String, String> givers = new HashMap<>();
    for (HostModel host : hosts) {
      if (host.engine().isPresent()) {
        givers.put(host.module(), host.name());
      }
    }
    if (program.wasi().isWanted()) {
      givers.put(WASI_MODULE, "wasi");
    }
    program.importValues().forEach(module -> givers.put(module, "importValues"));
    for (HostModel host : hosts) {
      String other = givers.get(host.module());
      if (host.engine().isEmpty() && other != null) {
        report(DiagnosticCode.MODULE_GIVEN_TWICE, host.site(), host.name(), other, host.module());
      }
    }
  }

  /** Several hosts may each have a part of a module, but no function twice. */
  private void checkSharedModules() {
    Map<String, HostModel> byImport = new HashMap<>();
    for (HostModel host : hosts) {
      Set<String> imports = new HashSet<>();
      for (HostMethodModel method : host.methods()) {
        method.importNames().forEach(name -> imports.add(host.module() + "." + name));
      }
      imports.stream()
          .filter(byImport::containsKey)
          .sorted()
          .findFirst()
          .ifPresent(
              name -> {
                incomplete.add(host.module());
                report(
                    DiagnosticCode.IMPORT_OF_TWO_HOSTS,
                    host.site(),
                    host.name(),
                    name,
                    Objects.requireNonNull(byImport.get(name)).name());
              });
      imports.forEach(name -> byImport.putIfAbsent(name, host));
    }
  }

  private void report(DiagnosticCode code, AnnotationValue value, Object... arguments) {
    problems.add(code.at(site(value), arguments));
  }

  private Site site(AnnotationValue value) {
    return Site.of(program.element(), program.annotation(), value);
  }

  /** The method, or where the program names its host if that may have no source here. */
  private Site site(HostModel host, HostMethodModel method) {
    return reportedAlready.test(host.element()) ? Site.of(method.method()) : site(host.site());
  }

  /** Binds imports to methods; what has no method, or one of another type, is an error. */
  List<BoundHost> bind(List<HostImport> imports, List<CheckedProgram.Instance> instances) {
    Map<BoundImport, BoundHost> bound = new LinkedHashMap<>();
    for (HostImport imported : imports) {
      List<HostModel> ofModule =
          hosts.stream().filter(host -> host.module().equals(imported.module())).toList();
      if (!ofModule.isEmpty() && !broken.contains(imported.module())) {
        bind(imported, ofModule, bound);
      }
    }
    for (HostModel host : hosts) {
      if (host.engine().isEmpty()
          && reportedAlready.test(host.element())
          && !broken.contains(host.module())
          && !incomplete.contains(host.module())) {
        host.methods().stream()
            .filter(method -> bound.keySet().stream().noneMatch(one -> one.method().equals(method)))
            .forEach(method -> warnOfUnused(host, method, instances));
      }
    }
    return new ArrayList<>(bound.values());
  }

  private void bind(HostImport imported, List<HostModel> hosts, Map<BoundImport, BoundHost> bound) {
    FunctionType type = imported.type();
    for (HostModel host : hosts) {
      Optional<HostMethodModel> found =
          host.methods().stream()
              .filter(method -> method.importNames().contains(imported.name()))
              .findFirst();
      if (found.isPresent() && type != null) {
        HostMethodModel method = found.get();
        if (method.types().contains(type)) {
          bound.put(
              new BoundImport(method, imported.name()),
              new BoundHost(host, method, imported.name(), type));
        } else if (!method.types().isEmpty()) {
          bound.putIfAbsent(
              new BoundImport(method, imported.name()),
              new BoundHost(host, method, imported.name(), method.types().get(0)));
          report(imported, mismatch(imported, type, host, method));
        }
        return;
      }
    }
    boolean isGivenOtherwise =
        program.importValues().contains(imported.module())
            || (program.wasi().isWanted() && imported.module().equals(WASI_MODULE));
    if (!isGivenOtherwise) {
      incomplete.add(imported.module());
      report(imported, missing(imported, hosts));
    }
  }

  private void report(HostImport imported, Diagnostic problem) {
    if (reportedImports.add(List.of(imported.file(), imported.module(), imported.name()))) {
      problems.add(problem);
    }
  }

  private Diagnostic mismatch(
      HostImport imported, FunctionType type, HostModel host, HostMethodModel method) {
    MethodModel declared = method.method();
    Site site = site(host, method);
    FunctionType own = method.types().get(0);
    return host.engine().isEmpty()
        ? DiagnosticCode.HOST_METHOD_MISMATCH.at(
            site,
            declared.signature(),
            host.name(),
            own,
            imported.file(),
            imported.qualifiedName(),
            type,
            SuggestedDeclaration.of(method, type))
        : DiagnosticCode.ENGINE_METHOD_MISMATCH.at(
            site,
            declared.signature(),
            host.name(),
            own,
            imported.file(),
            imported.qualifiedName(),
            type);
  }

  private Diagnostic missing(HostImport imported, List<HostModel> hosts) {
    Site site =
        program.instances().stream()
            .filter(instance -> instance.name().equals(imported.instance()))
            .findFirst()
            .map(instance -> Site.ofMember(instance.element(), program.element()))
            .orElseGet(() -> Site.of(program.element()));
    FunctionType type = imported.type();
    if (type == null) {
      return DiagnosticCode.GLOBAL_MISSING.at(
          site, imported.file(), imported.qualifiedName(), imported.name());
    }
    String hostNames = hosts.stream().map(HostModel::name).collect(joining(" or "));
    List<String> methods =
        hosts.stream()
            .filter(host -> host.engine().isEmpty())
            .flatMap(host -> host.methods().stream())
            .map(method -> method.method().name())
            .toList();
    List<String> nearest = NearestNames.to(imported.name(), methods);
    return nearest.isEmpty()
        ? DiagnosticCode.HOST_METHOD_MISSING.at(
            site, imported.file(), imported.qualifiedName(), type, imported.name(), hostNames)
        : DiagnosticCode.HOST_METHOD_MISSPELT.at(
            site,
            imported.file(),
            imported.qualifiedName(),
            type,
            imported.name(),
            hostNames,
            String.join(" or ", nearest),
            imported.name());
  }

  private void warnOfUnused(
      HostModel host, HostMethodModel method, List<CheckedProgram.Instance> instances) {
    Site site = site(host, method);
    Name program = this.program.element().getSimpleName();
    problems.add(
        method.importNames().stream()
            .filter(name -> isImported(host.module(), name, instances))
            .findFirst()
            .map(
                name ->
                    DiagnosticCode.HOST_METHOD_SUPERSEDED.at(
                        site, program, host.module(), name, whoHasIt(name, instances)))
            .orElseGet(
                () ->
                    DiagnosticCode.HOST_METHOD_NOT_IMPORTED.at(
                        site,
                        program,
                        method.importNames().stream()
                            .map(name -> host.module() + "." + name)
                            .collect(joining(" or ")),
                        method.method().name())));
  }

  private static boolean isImported(
      String module, String name, List<CheckedProgram.Instance> instances) {
    return instances.stream()
        .map(instance -> Objects.requireNonNull(instance.module().file()))
        .anyMatch(
            file ->
                file.functionImports().stream()
                    .anyMatch(one -> one.module().equals(module) && one.name().equals(name)));
  }

  /** From where guests that import a function get it if not from a host. */
  private static String whoHasIt(String name, List<CheckedProgram.Instance> instances) {
    return instances.stream()
        .filter(instance -> file(instance).functionExports().containsKey(name))
        .findFirst()
        .map(
            instance ->
                file(instance).name() + " (" + instance.model().name() + "), which exports it")
        .orElse(
            HeapFunction.named(name).isPresent()
                ? "the program's heap, which serves it"
                : "another module");
  }

  private static WasmFile file(CheckedProgram.Instance instance) {
    return Objects.requireNonNull(instance.module().file());
  }
}

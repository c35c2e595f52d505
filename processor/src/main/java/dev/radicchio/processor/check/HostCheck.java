package dev.radicchio.processor.check;

import static java.util.stream.Collectors.joining;

import com.google.auto.common.MoreElements;
import dev.radicchio.binary.FunctionType;
import dev.radicchio.link.HostImport;
import dev.radicchio.processor.model.HostMethodModel;
import dev.radicchio.processor.model.HostModel;
import dev.radicchio.processor.model.HostModel.Kind;
import dev.radicchio.processor.model.MethodModel;
import dev.radicchio.processor.model.ProgramModel;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Checks the hosts of a program against what its modules import from them. */
final class HostCheck {
  private static final String WASI_MODULE = "wasi_snapshot_preview1";

  private final ProgramModel program;
  private final List<Diagnostic> problems;

  HostCheck(ProgramModel program, List<Diagnostic> problems) {
    this.program = program;
    this.problems = problems;
  }

  /** The modules that hosts stand for, and whether these want to know which instance calls. */
  Map<String, Boolean> modules() {
    Map<String, Boolean> modules = new LinkedHashMap<>();
    for (HostModel host : program.hosts()) {
      if (host.kind() != Kind.NONE) {
        modules.put(host.module(), host.kind() == Kind.RADICCHIO);
      }
    }
    if (program.wasi()) {
      modules.put(WASI_MODULE, false);
    }
    program.importValues().forEach(module -> modules.put(module, false));
    return modules;
  }

  /** Checks what the program says of its hosts. */
  void checkDeclarations() {
    Map<String, String> givers = new HashMap<>();
    for (HostModel host : program.hosts()) {
      if (host.kind() == Kind.NONE) {
        report(
            host,
            host.name()
                + " is no host; put @WasmHost on it if it is an interface, or list a class with"
                + " Chicory's @HostModule");
        continue;
      }
      if (!InterfaceShape.isAccessible(host.element(), program.element())) {
        report(
            host,
            program.linkedName()
                + " cannot see "
                + host.element().getQualifiedName()
                + " from package "
                + MoreElements.getPackage(program.element()).getQualifiedName()
                + "; make it public");
      }
      if (host.kind() == Kind.RADICCHIO) {
        checkTwice(host);
      } else {
        givers.put(host.module(), host.name());
      }
    }
    if (program.wasi()) {
      givers.put(WASI_MODULE, "wasi");
    }
    program.importValues().forEach(module -> givers.put(module, "importValues"));
    for (HostModel host : program.hosts()) {
      String other = givers.get(host.module());
      if (host.kind() == Kind.RADICCHIO && other != null) {
        report(
            host,
            host.name()
                + " and "
                + other
                + " both stand for the module "
                + host.module()
                + "; leave one of them out, or let guests import them from two modules");
      }
    }
  }

  private void checkTwice(HostModel host) {
    Set<String> names = new HashSet<>();
    for (HostMethodModel method : host.methods()) {
      String name = method.importNames().get(0);
      if (!names.add(name)) {
        problems.add(
            Diagnostic.error(
                Site.of(method.method()),
                method.method().signature()
                    + " is the second method for the import "
                    + host.module()
                    + "."
                    + name
                    + "; rename one, or name another import with @WasmImport"));
      }
    }
  }

  private void report(HostModel host, String message) {
    problems.add(
        Diagnostic.error(Site.of(program.element(), program.annotation(), host.site()), message));
  }

  /** Binds imports to methods; what has no method, or one of another type, is an error. */
  List<BoundHost> bind(List<HostImport> imports) {
    Map<HostMethodModel, BoundHost> bound = new LinkedHashMap<>();
    for (HostImport imported : imports) {
      List<HostModel> hosts =
          program.hosts().stream()
              .filter(host -> host.kind() != Kind.NONE && host.module().equals(imported.module()))
              .toList();
      if (!hosts.isEmpty()) {
        bind(imported, hosts, bound);
      }
    }
    for (HostModel host : program.hosts()) {
      if (host.kind() == Kind.RADICCHIO) {
        host.methods().stream()
            .filter(method -> !bound.containsKey(method))
            .forEach(method -> warnOfUnused(host, method));
      }
    }
    return new ArrayList<>(bound.values());
  }

  private void bind(
      HostImport imported, List<HostModel> hosts, Map<HostMethodModel, BoundHost> bound) {
    for (HostModel host : hosts) {
      Optional<HostMethodModel> found =
          host.methods().stream()
              .filter(method -> method.importNames().contains(imported.name()))
              .findFirst();
      if (found.isPresent() && imported.type() != null) {
        HostMethodModel method = found.get();
        if (method.types().contains(imported.type())) {
          bound.put(method, new BoundHost(host, method, imported.name(), imported.type()));
        } else if (!method.types().isEmpty()) {
          bound.putIfAbsent(
              method, new BoundHost(host, method, imported.name(), method.types().get(0)));
          reportMismatch(imported, imported.type(), host, method);
        }
        return;
      }
    }
    reportMissing(imported, hosts);
  }

  private void reportMismatch(
      HostImport imported, FunctionType type, HostModel host, HostMethodModel method) {
    MethodModel declared = method.method();
    problems.add(
        Diagnostic.error(
            Site.of(declared),
            declared.signature()
                + " of "
                + host.name()
                + " is "
                + method.types().get(0)
                + " to guests, but "
                + imported.file()
                + " ("
                + imported.instance()
                + ") imports "
                + imported.qualifiedName()
                + " as "
                + type
                + "; declare it as: "
                + SuggestedDeclaration.of(declared, type)));
  }

  private void reportMissing(HostImport imported, List<HostModel> hosts) {
    List<String> names =
        hosts.stream()
            .flatMap(host -> host.methods().stream())
            .flatMap(method -> method.importNames().stream())
            .toList();
    List<String> nearest = NearestNames.to(imported.name(), names);
    String who = hosts.stream().map(HostModel::name).collect(joining(" and "));
    problems.add(
        Diagnostic.error(
            program.instances().stream()
                .filter(instance -> instance.name().equals(imported.instance()))
                .findFirst()
                .map(instance -> Site.ofMember(instance.element(), program.element()))
                .orElseGet(() -> Site.of(program.element())),
            imported.file()
                + " imports "
                + imported.qualifiedName()
                + (imported.type() == null ? " (a global)" : " " + imported.type())
                + ", and no other module of the program exports "
                + imported.name()
                + ", nor has "
                + who
                + " a method for it"
                + (imported.type() == null
                    ? "; give it an address with @Region, or a value with importValues"
                    : nearest.isEmpty()
                        ? "; add one"
                        : "; did you mean "
                            + String.join(" or ", nearest)
                            + "? Say so with @WasmImport(\""
                            + imported.name()
                            + "\")")));
  }

  private void warnOfUnused(HostModel host, HostMethodModel method) {
    if (!method.types().isEmpty()) {
      problems.add(
          Diagnostic.warning(
              Site.of(method.method()),
              "no module of "
                  + program.element().getSimpleName()
                  + " imports "
                  + method.importNames().stream()
                      .map(name -> host.module() + "." + name)
                      .collect(joining(" or "))
                  + ", so "
                  + method.method().name()
                  + " is never called; remove it, or name the import with @WasmImport"));
    }
  }
}

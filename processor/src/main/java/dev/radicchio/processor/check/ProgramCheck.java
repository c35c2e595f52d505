package dev.radicchio.processor.check;

import com.google.auto.common.MoreElements;
import dev.radicchio.annotations.WasmFunction;
import dev.radicchio.annotations.WasmHost;
import dev.radicchio.annotations.WasmStruct;
import dev.radicchio.engine.Engine;
import dev.radicchio.engine.Shortcoming;
import dev.radicchio.link.Linker;
import dev.radicchio.link.WasmFile;
import dev.radicchio.link.problem.ProblemCode;
import dev.radicchio.processor.model.AccessorModel;
import dev.radicchio.processor.model.InstanceModel;
import dev.radicchio.processor.model.InvalidAccessor;
import dev.radicchio.processor.model.MethodModel;
import dev.radicchio.processor.model.ProgramModel;
import dev.radicchio.processor.model.SharedModel;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import javax.lang.model.element.Element;
import javax.lang.model.element.ElementKind;
import javax.lang.model.element.ExecutableElement;
import javax.lang.model.element.TypeElement;
import javax.lang.model.type.DeclaredType;
import javax.lang.model.type.TypeKind;
import javax.lang.model.type.TypeMirror;

/** Checks a program interface: its shape, its accessors, its modules, then how they link. */
public final class ProgramCheck {
  private final ModuleCheck modules;
  private final GuestStructCheck structs;
  private final AddressCheck addresses;
  private final Predicate<TypeElement> reportedAlready;

  /**
   * @param reportedAlready the module and host interfaces whose own problems are reported at the
   *     interface; those of any other are reported where the program first names it
   */
  public ProgramCheck(
      ModuleCheck modules,
      GuestStructCheck structs,
      AddressCheck addresses,
      Predicate<TypeElement> reportedAlready) {
    this.modules = modules;
    this.structs = structs;
    this.addresses = addresses;
    this.reportedAlready = reportedAlready;
  }

  public CheckedProgram check(ProgramModel program) {
    List<Diagnostic> problems =
        new ArrayList<>(InterfaceShape.check(program.element(), "@SharedMemory"));
    SettingsCheck settings = new SettingsCheck(program, problems);
    LinkCheck links = new LinkCheck(program, problems);
    HeapCheck heap = new HeapCheck(program, problems);
    AccessCheck access = new AccessCheck(program, problems);
    HostCheck hosts = new HostCheck(program, reportedAlready, access, problems);
    RegionCheck regions = new RegionCheck(program, problems);
    if (program.element().getKind() == ElementKind.INTERFACE) {
      settings.check();
      checkAccessors(program, problems);
      checkNames(program, problems);
      links.check();
      heap.checkDeclaration();
      hosts.check();
    }
    regions.check();
    List<CheckedProgram.Instance> instances = checkModules(program, access, problems);
    hosts.checkWasi(instances);
    Optional<ProgramLink.Linked> linked = Optional.empty();
    if (isComplete(program, instances)) {
      Linker linker = Linker.create();
      instances.forEach(instance -> ModuleCheck.addTo(linker, instance));
      DeclaredPointers.addTo(linker, instances);
      settings.addTo(linker);
      links.addTo(linker);
      heap.addTo(linker, instances);
      hosts.addTo(linker, instances);
      regions.addTo(linker);
      linked =
          Optional.of(
              new ProgramLink(program, structs, addresses, problems)
                  .link(linker.request(), instances, heap, hosts));
    }
    boolean hasErrors =
        problems.stream().anyMatch(Diagnostic::isError)
            || hosts.hasErrors()
            || access.hasErrors()
            || instances.stream().anyMatch(instance -> instance.module().hasErrors());
    return new CheckedProgram(
        program,
        instances,
        linked.map(ProgramLink.Linked::hosts).orElse(List.of()),
        linked.map(ProgramLink.Linked::imports).orElse(List.of()),
        hasErrors ? Optional.empty() : linked.flatMap(ProgramLink.Linked::program),
        problems);
  }

  private static void checkAccessors(ProgramModel program, List<Diagnostic> problems) {
    for (AccessorModel accessor : program.accessors()) {
      if (accessor instanceof InvalidAccessor invalid) {
        problems.add(whyInvalid(program, invalid));
      }
    }
    if (program.accessors().stream().allMatch(SharedModel.class::isInstance)) {
      problems.add(
          DiagnosticCode.NO_MODULE.at(
              Site.of(program.element()), program.element().getSimpleName()));
    }
  }

  private static Diagnostic whyInvalid(ProgramModel program, InvalidAccessor accessor) {
    Site site = site(program, accessor);
    ExecutableElement method = accessor.element();
    TypeElement declarer = MoreElements.asType(method.getEnclosingElement());
    String name =
        declarer.equals(program.element())
            ? accessor.name()
            : accessor.name() + " (from " + declarer.getSimpleName() + ")";
    if (!method.getParameters().isEmpty()) {
      return DiagnosticCode.ACCESSOR_PARAMETERS.at(site, name);
    }
    if (!method.getTypeParameters().isEmpty()) {
      return DiagnosticCode.ACCESSOR_TYPE_PARAMETERS.at(site, name);
    }
    TypeMirror type = accessor.returnType();
    String typeName = MethodModel.typeName(type);
    if (type.getKind() == TypeKind.DECLARED) {
      Element element = ((DeclaredType) type).asElement();
      if (MoreElements.isAnnotationPresent(element, WasmHost.class)) {
        return DiagnosticCode.ACCESSOR_OF_HOST.at(site, name, typeName, typeName);
      }
      if (element.getKind() == ElementKind.INTERFACE
          && !MoreElements.isAnnotationPresent(element, WasmStruct.class)
          && !MoreElements.isAnnotationPresent(element, WasmFunction.class)) {
        return DiagnosticCode.ACCESSOR_OF_INTERFACE.at(site, name, typeName, typeName);
      }
    }
    return DiagnosticCode.ACCESSOR_TYPE.at(site, name, typeName);
  }

  /** Names that the generated classes would have twice. */
  private static void checkNames(ProgramModel program, List<Diagnostic> problems) {
    String layoutName = program.layoutName();
    // File systems that ignore case would keep only one of two classes that differ in it.
    Map<String, InstanceModel> byClassName = new LinkedHashMap<>();
    for (InstanceModel instance : program.instances()) {
      String className = instance.className();
      InstanceModel other = byClassName.putIfAbsent(className.toLowerCase(Locale.ROOT), instance);
      if (other != null) {
        problems.add(
            DiagnosticCode.CLASS_TWICE.at(
                site(program, instance), other.name(), instance.name(), className, layoutName));
      } else if (className.equals(layoutName)) {
        problems.add(
            DiagnosticCode.CLASS_INSIDE_ITS_NAMESAKE.at(
                site(program, instance), instance.name(), className, layoutName));
      }
    }
    for (ExecutableElement method : program.reservedMethods()) {
      problems.add(
          DiagnosticCode.RESERVED_METHOD.at(
              Site.ofMember(method, program.element()),
              method.getSimpleName(),
              program.linkedName()));
    }
  }

  private List<CheckedProgram.Instance> checkModules(
      ProgramModel program, AccessCheck access, List<Diagnostic> problems) {
    List<CheckedProgram.Instance> instances = new ArrayList<>();
    Set<String> seen = new HashSet<>();
    for (InstanceModel instance : program.instances()) {
      CheckedModule checked = modules.check(instance.module());
      instances.add(new CheckedProgram.Instance(instance, checked));
      if (!seen.add(checked.module().qualifiedName())) {
        continue;
      }
      Site site = site(program, instance);
      if (!reportedAlready.test(checked.module().element())) {
        for (Diagnostic problem : checked.diagnostics()) {
          problems.add(problem.movedTo(site, checked.module().qualifiedName()));
        }
      }
      access.check(checked.module().element(), checked.module().methods().stream(), site);
      WasmFile file = checked.file();
      if (file != null && file.usesVectors() && has(program, Shortcoming.VECTORS)) {
        problems.add(refused(ProblemCode.VECTOR_INSTRUCTIONS, file, program, site));
      }
      if (file != null
          && file.sharesExceptions()
          && has(program, Shortcoming.EXCEPTION_REFERENCES)) {
        problems.add(refused(ProblemCode.SHARED_EXCEPTIONS, file, program, site));
      }
    }
    return instances;
  }

  private static boolean has(ProgramModel program, Shortcoming shortcoming) {
    return Engine.find(program.engine().engine().id())
        .filter(Engine::isPresent)
        .filter(engine -> engine.has(shortcoming))
        .isPresent();
  }

  private static Diagnostic refused(
      ProblemCode code, WasmFile file, ProgramModel program, Site site) {
    return Diagnostic.of(site, code, file.name(), program.engine().engine().id());
  }

  /** Whether linking would tell of nothing that follows from a problem reported already. */
  private static boolean isComplete(ProgramModel program, List<CheckedProgram.Instance> instances) {
    return !instances.isEmpty()
        && program.accessors().stream().noneMatch(InvalidAccessor.class::isInstance)
        && instances.stream().allMatch(instance -> instance.module().file() != null);
  }

  private static Site site(ProgramModel program, AccessorModel accessor) {
    return Site.ofMember(accessor.element(), program.element());
  }
}

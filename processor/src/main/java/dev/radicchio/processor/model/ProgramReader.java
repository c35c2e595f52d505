package dev.radicchio.processor.model;

import static com.google.auto.common.AnnotationMirrors.getAnnotationValue;
import static com.google.auto.common.MoreElements.getAnnotationMirror;

import com.google.auto.common.AnnotationValues;
import com.google.auto.common.MoreTypes;
import dev.radicchio.annotations.HeapPolicy;
import dev.radicchio.annotations.Link;
import dev.radicchio.annotations.Links;
import dev.radicchio.annotations.Region;
import dev.radicchio.annotations.Regions;
import dev.radicchio.annotations.SharedMemory;
import dev.radicchio.processor.model.ProgramModel.Setting;
import dev.radicchio.processor.model.ProgramModel.TextSetting;
import dev.radicchio.processor.model.ProgramModel.Wasi;
import java.lang.annotation.Annotation;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import javax.lang.model.element.AnnotationMirror;
import javax.lang.model.element.AnnotationValue;
import javax.lang.model.element.Element;
import javax.lang.model.element.ExecutableElement;
import javax.lang.model.element.TypeElement;
import javax.lang.model.type.DeclaredType;
import javax.lang.model.type.TypeKind;
import javax.lang.model.type.TypeMirror;
import javax.lang.model.util.Elements;
import javax.lang.model.util.Types;

/** Reads {@code @SharedMemory} interfaces. */
public final class ProgramReader {
  private final Elements elements;
  private final InterfaceMethods methods;
  private final ModuleReader modules;
  private final HostReader hosts;
  private final EngineReader engines;

  public ProgramReader(
      Elements elements,
      Types types,
      ModuleReader modules,
      HostReader hosts,
      EngineReader engines) {
    this.elements = elements;
    this.methods = new InterfaceMethods(elements, types);
    this.modules = modules;
    this.hosts = hosts;
    this.engines = engines;
  }

  /** The program that an element with {@code @SharedMemory} describes. */
  public ProgramModel read(TypeElement program) {
    AnnotationMirror annotation = getAnnotationMirror(program, SharedMemory.class).get();
    EngineModel engine = engines.read(program, annotation);
    List<AccessorModel> accessors = new ArrayList<>();
    for (ExecutableElement method : methods.abstractOf(program)) {
      if (!isClose(method)) {
        accessors.add(accessor(program, method));
      }
    }
    List<HostModel> programHosts = new ArrayList<>();
    List<InvalidHost> invalidHosts = new ArrayList<>();
    for (AnnotationValue value : hosts(annotation)) {
      TypeMirror type = (TypeMirror) value.getValue();
      host(type, value)
          .ifPresentOrElse(programHosts::add, () -> invalidHosts.add(new InvalidHost(type, value)));
    }
    return new ProgramModel(
        program,
        annotation,
        setting(annotation, "stackBytes"),
        setting(annotation, "maxPages"),
        textSetting(annotation, "layoutFile"),
        heap(annotation),
        programHosts,
        invalidHosts,
        wasi(program, annotation, engine.engine()),
        AnnotationValues.getStrings(getAnnotationValue(annotation, "importValues")),
        (Boolean) getAnnotationValue(annotation, "precompile").getValue(),
        engine,
        regions(program),
        accessors,
        reserved(program));
  }

  private static HeapModel heap(AnnotationMirror annotation) {
    String policy =
        AnnotationValues.getEnum(getAnnotationValue(annotation, "heap")).getSimpleName().toString();
    HeapModel.Name owner = heapName(annotation, "heapOwner");
    HeapModel.Name malloc = heapName(annotation, "malloc");
    HeapModel.Name free = heapName(annotation, "free");
    return new HeapModel(
        switch (HeapPolicy.valueOf(policy)) {
          case HOST -> new dev.radicchio.link.plan.HeapPolicy.Host();
          case PRIVATE -> new dev.radicchio.link.plan.HeapPolicy.Private();
          case GUEST ->
              new dev.radicchio.link.plan.HeapPolicy.Guest(
                  owner.name(), malloc.name(), free.name());
        },
        owner,
        malloc,
        free);
  }

  private static HeapModel.Name heapName(AnnotationMirror annotation, String name) {
    AnnotationValue value = getAnnotationValue(annotation, name);
    boolean isDefault =
        annotation.getElementValues().keySet().stream()
            .noneMatch(given -> given.getSimpleName().contentEquals(name));
    return new HeapModel.Name((String) value.getValue(), isDefault, value);
  }

  private static List<AnnotationValue> hosts(AnnotationMirror annotation) {
    return AnnotationValues.getAnnotationValues(getAnnotationValue(annotation, "hosts"));
  }

  /** The types that a program names as its hosts, which may be primitive ones and arrays. */
  public static Stream<TypeMirror> hostTypes(TypeElement program) {
    return hosts(getAnnotationMirror(program, SharedMemory.class).get()).stream()
        .map(value -> (TypeMirror) value.getValue());
  }

  private Optional<HostModel> host(TypeMirror type, AnnotationValue value) {
    return type.getKind() == TypeKind.DECLARED
        ? hosts.read(MoreTypes.asTypeElement(type), value)
        : Optional.empty();
  }

  private Wasi wasi(TypeElement program, AnnotationMirror annotation, ProgramEngine engine) {
    AnnotationValue value = getAnnotationValue(annotation, "wasi");
    String options = engine.wasiOptions().canonicalName();
    boolean isThere = elements.getTypeElement(elements.getModuleOf(program), options) != null;
    return new Wasi((Boolean) value.getValue(), isThere, value);
  }

  private static List<RegionModel> regions(TypeElement program) {
    List<RegionModel> regions = new ArrayList<>();
    annotations(program, Region.class, Regions.class)
        .forEach(annotation -> regions.add(region(annotation)));
    return regions;
  }

  private static RegionModel region(AnnotationMirror annotation) {
    return new RegionModel(
        annotation,
        (String) getAnnotationValue(annotation, "importName").getValue(),
        (Integer) getAnnotationValue(annotation, "bytes").getValue(),
        (Integer) getAnnotationValue(annotation, "alignment").getValue());
  }

  /** The annotations of a repeatable kind, which the compiler wraps where there are several. */
  private static List<AnnotationMirror> annotations(
      Element element, Class<? extends Annotation> one, Class<? extends Annotation> several) {
    List<AnnotationMirror> found = new ArrayList<>();
    getAnnotationMirror(element, one).toJavaUtil().ifPresent(found::add);
    getAnnotationMirror(element, several)
        .toJavaUtil()
        .map(container -> getAnnotationValue(container, "value"))
        .ifPresent(values -> found.addAll(AnnotationValues.getAnnotationMirrors(values)));
    return found;
  }

  private List<ExecutableElement> reserved(TypeElement program) {
    return methods.inheritableOf(program).stream()
        .filter(method -> method.getParameters().isEmpty())
        .filter(
            method ->
                method.getSimpleName().contentEquals("link")
                    || (method.getSimpleName().contentEquals("close") && !isClose(method)))
        .toList();
  }

  private AccessorModel accessor(TypeElement program, ExecutableElement method) {
    TypeMirror type = methods.typeIn(program, method).getReturnType();
    if (method.getParameters().isEmpty()
        && method.getTypeParameters().isEmpty()
        && type.getKind() == TypeKind.DECLARED) {
      TypeElement returned = (TypeElement) ((DeclaredType) type).asElement();
      Optional<SharedModel.Kind> shared = SharedModel.Kind.of(returned);
      if (shared.isPresent()) {
        return new SharedModel(method, shared.get(), links(method));
      }
      Optional<ModuleModel> module = modules.read(returned);
      if (module.isPresent()) {
        return new InstanceModel(method, module.get(), links(method));
      }
    }
    return new InvalidAccessor(method, type);
  }

  private static List<LinkModel> links(ExecutableElement method) {
    return annotations(method, Link.class, Links.class).stream().map(ProgramReader::link).toList();
  }

  private static LinkModel link(AnnotationMirror annotation) {
    AnnotationValue to = getAnnotationValue(annotation, "to");
    String importName = (String) getAnnotationValue(annotation, "importName").getValue();
    return new LinkModel(annotation, importName, (String) to.getValue(), to);
  }

  private static boolean isClose(ExecutableElement method) {
    return method.getSimpleName().contentEquals("close")
        && method.getParameters().isEmpty()
        && method.getReturnType().getKind() == TypeKind.VOID;
  }

  private static Setting setting(AnnotationMirror annotation, String name) {
    AnnotationValue value = getAnnotationValue(annotation, name);
    return new Setting((Integer) value.getValue(), value);
  }

  private static TextSetting textSetting(AnnotationMirror annotation, String name) {
    AnnotationValue value = getAnnotationValue(annotation, name);
    return new TextSetting((String) value.getValue(), value);
  }
}

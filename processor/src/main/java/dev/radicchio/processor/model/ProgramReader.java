package dev.radicchio.processor.model;

import static com.google.auto.common.AnnotationMirrors.getAnnotationValue;
import static com.google.auto.common.MoreElements.getAnnotationMirror;

import com.google.auto.common.AnnotationValues;
import dev.radicchio.annotations.Link;
import dev.radicchio.annotations.Links;
import dev.radicchio.annotations.SharedMemory;
import dev.radicchio.memory.FlatMemory;
import dev.radicchio.processor.model.ProgramModel.Setting;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import javax.lang.model.element.AnnotationMirror;
import javax.lang.model.element.AnnotationValue;
import javax.lang.model.element.ExecutableElement;
import javax.lang.model.element.TypeElement;
import javax.lang.model.type.DeclaredType;
import javax.lang.model.type.TypeKind;
import javax.lang.model.type.TypeMirror;
import javax.lang.model.util.Elements;
import javax.lang.model.util.Types;

/** Reads {@code @SharedMemory} interfaces. */
public final class ProgramReader {
  private final InterfaceMethods methods;
  private final ModuleReader modules;

  public ProgramReader(Elements elements, Types types, ModuleReader modules) {
    this.methods = new InterfaceMethods(elements, types);
    this.modules = modules;
  }

  /** The program that an element with {@code @SharedMemory} describes. */
  public ProgramModel read(TypeElement program) {
    AnnotationMirror annotation = getAnnotationMirror(program, SharedMemory.class).get();
    List<AccessorModel> accessors = new ArrayList<>();
    for (ExecutableElement method : methods.abstractOf(program)) {
      if (!isClose(method)) {
        accessors.add(accessor(program, method));
      }
    }
    return new ProgramModel(
        program,
        annotation,
        setting(annotation, "stackBytes"),
        setting(annotation, "maxPages"),
        accessors,
        reserved(program));
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
      if (returned.getQualifiedName().contentEquals(FlatMemory.class.getName())) {
        return new MemoryModel(method, links(method));
      }
      Optional<ModuleModel> module = modules.read(returned);
      if (module.isPresent()) {
        return new InstanceModel(method, module.get(), links(method));
      }
    }
    return new InvalidAccessor(method, type);
  }

  private static List<LinkModel> links(ExecutableElement method) {
    List<LinkModel> links = new ArrayList<>();
    getAnnotationMirror(method, Link.class)
        .toJavaUtil()
        .map(ProgramReader::link)
        .ifPresent(links::add);
    getAnnotationMirror(method, Links.class)
        .toJavaUtil()
        .map(several -> getAnnotationValue(several, "value"))
        .ifPresent(
            several ->
                AnnotationValues.getAnnotationMirrors(several).stream()
                    .map(ProgramReader::link)
                    .forEach(links::add));
    return links;
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
}

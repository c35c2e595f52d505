package dev.radicchio.processor.model;

import static com.google.auto.common.AnnotationMirrors.getAnnotationValue;
import static com.google.auto.common.MoreElements.getAnnotationMirror;

import java.lang.annotation.Annotation;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import javax.lang.model.element.AnnotationValue;
import javax.lang.model.element.Element;
import javax.lang.model.element.ElementKind;
import javax.lang.model.element.ExecutableElement;
import javax.lang.model.element.RecordComponentElement;
import javax.lang.model.element.TypeElement;
import javax.lang.model.element.VariableElement;
import javax.lang.model.type.DeclaredType;
import javax.lang.model.type.ExecutableType;
import javax.lang.model.type.TypeKind;
import javax.lang.model.type.TypeMirror;
import javax.lang.model.util.Elements;
import javax.lang.model.util.Types;

/** Reads the abstract methods of interfaces that describe functions. */
public final class MethodReader {
  private final InterfaceMethods interfaceMethods;

  public MethodReader(Elements elements, Types types) {
    this.interfaceMethods = new InterfaceMethods(elements, types);
  }

  /**
   * The methods that a class would have to implement.
   *
   * @param naming the annotation that gives a method another name for guests
   */
  List<MethodModel> read(TypeElement owner, Class<? extends Annotation> naming) {
    return interfaceMethods.abstractOf(owner).stream()
        .map(method -> read(owner, method, givenName(method, naming)))
        .toList();
  }

  /** The same, where guests know the methods by no name. */
  List<MethodModel> readUnnamed(TypeElement owner) {
    return readAll(owner, interfaceMethods.abstractOf(owner));
  }

  /** The methods of a name that take nothing, those with a body included. */
  List<ExecutableElement> withoutParameters(TypeElement owner, String name) {
    return interfaceMethods.inheritableOf(owner).stream()
        .filter(method -> method.getSimpleName().contentEquals(name))
        .filter(method -> method.getParameters().isEmpty())
        .toList();
  }

  /** Some methods of a class, without names for guests. */
  List<MethodModel> readAll(TypeElement owner, List<ExecutableElement> methods) {
    return methods.stream().map(method -> read(owner, method, Optional.empty())).toList();
  }

  private MethodModel read(
      TypeElement owner, ExecutableElement method, Optional<GivenName> givenName) {
    ExecutableType type = interfaceMethods.typeIn(owner, method);
    List<ParameterModel> parameters = new ArrayList<>();
    for (int i = 0; i < method.getParameters().size(); i++) {
      VariableElement element = method.getParameters().get(i);
      TypeMirror parameterType = type.getParameterTypes().get(i);
      parameters.add(
          new ParameterModel(
              element,
              element.getSimpleName().toString(),
              parameterType,
              PassedType.of(parameterType, element)));
    }
    TypeMirror returnType = type.getReturnType();
    return new MethodModel(
        owner, method, parameters, returnType, result(returnType, method), givenName);
  }

  private static ResultModel result(TypeMirror type, ExecutableElement method) {
    if (type.getKind() == TypeKind.VOID) {
      return new ResultModel.Nothing();
    }
    Optional<PassedType> passed = PassedType.of(type, method);
    if (passed.isPresent()) {
      return new ResultModel.Value(passed.get());
    }
    if (type.getKind() == TypeKind.DECLARED) {
      Element element = ((DeclaredType) type).asElement();
      if (element.getKind() == ElementKind.RECORD) {
        return components((TypeElement) element);
      }
    }
    return new ResultModel.Unsupported(type);
  }

  private static ResultModel components(TypeElement record) {
    List<ResultModel.Component> components = new ArrayList<>();
    for (RecordComponentElement component : record.getRecordComponents()) {
      TypeMirror type = component.asType();
      components.add(
          new ResultModel.Component(
              component,
              component.getSimpleName().toString(),
              type,
              ScalarType.of(type, component)));
    }
    return new ResultModel.Components(record, components);
  }

  private static Optional<GivenName> givenName(
      ExecutableElement method, Class<? extends Annotation> naming) {
    return getAnnotationMirror(method, naming)
        .toJavaUtil()
        .map(
            annotation -> {
              AnnotationValue name = getAnnotationValue(annotation, "value");
              return new GivenName((String) name.getValue(), annotation, name);
            });
  }
}

package dev.radicchio.processor.model;

import static java.util.stream.Collectors.joining;

import com.google.auto.common.MoreElements;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import javax.lang.model.element.ElementKind;
import javax.lang.model.element.ExecutableElement;
import javax.lang.model.element.Modifier;
import javax.lang.model.element.TypeElement;
import javax.lang.model.type.DeclaredType;
import javax.lang.model.type.ExecutableType;
import javax.lang.model.type.TypeMirror;
import javax.lang.model.util.Elements;
import javax.lang.model.util.Types;

/** The methods that a class has from an interface that it implements. */
final class InterfaceMethods {
  /** Declared again by some interfaces for the sake of their Javadoc; every class has them. */
  private static final Set<String> OF_OBJECT =
      Set.of("equals(java.lang.Object)", "hashCode()", "toString()");

  private final Elements elements;
  private final Types types;

  InterfaceMethods(Elements elements, Types types) {
    this.elements = elements;
    this.types = types;
  }

  /** Those to implement, in order of declaration, superinterfaces first. */
  List<ExecutableElement> abstractOf(TypeElement type) {
    // One signature may come from several superinterfaces that do not know of each other.
    Map<String, ExecutableElement> bySignature = new LinkedHashMap<>();
    for (ExecutableElement method : inheritableOf(type)) {
      if (method.getModifiers().contains(Modifier.ABSTRACT)) {
        bySignature.merge(
            signature(type, method), method, (one, other) -> moreSpecific(type, one, other));
      }
    }
    bySignature.keySet().removeAll(OF_OBJECT);
    return List.copyOf(bySignature.values());
  }

  /** Those to implement and those with a body; none if {@code type} is not an interface. */
  Set<ExecutableElement> inheritableOf(TypeElement type) {
    return type.getKind() == ElementKind.INTERFACE
        ? MoreElements.getLocalAndInheritedMethods(type, types, elements)
        : Set.of();
  }

  /** The method's type as {@code type} sees it. */
  ExecutableType typeIn(TypeElement type, ExecutableElement method) {
    return (ExecutableType) types.asMemberOf((DeclaredType) type.asType(), method);
  }

  /** The one whose result suits both. */
  private ExecutableElement moreSpecific(
      TypeElement type, ExecutableElement one, ExecutableElement other) {
    TypeMirror oneResult = typeIn(type, one).getReturnType();
    TypeMirror otherResult = typeIn(type, other).getReturnType();
    return types.isSubtype(oneResult, otherResult) ? one : other;
  }

  private String signature(TypeElement type, ExecutableElement method) {
    return method.getSimpleName()
        + typeIn(type, method).getParameterTypes().stream()
            .map(types::erasure)
            .map(TypeMirror::toString)
            .collect(joining(",", "(", ")"));
  }
}

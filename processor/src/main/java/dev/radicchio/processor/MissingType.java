package dev.radicchio.processor;

import com.google.auto.common.SuperficialValidation;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import javax.lang.model.element.ExecutableElement;
import javax.lang.model.element.Modifier;
import javax.lang.model.element.RecordComponentElement;
import javax.lang.model.element.TypeElement;
import javax.lang.model.element.VariableElement;
import javax.lang.model.type.ArrayType;
import javax.lang.model.type.DeclaredType;
import javax.lang.model.type.TypeKind;
import javax.lang.model.type.TypeMirror;
import javax.lang.model.type.WildcardType;
import javax.lang.model.util.ElementFilter;

/**
 * A type that does not exist: not yet, because another processor will generate it, or not at all.
 *
 * @param name as the source has it
 * @param namedBy the type that names it
 */
record MissingType(String name, TypeElement namedBy) {
  private static final String UNNAMED = "a type that it names";

  /** The first that a declaration names. */
  static Optional<MissingType> namedBy(TypeElement type) {
    return types(type)
        .flatMap(MissingType::parts)
        .filter(part -> part.getKind() == TypeKind.ERROR)
        .map(MissingType::name)
        .findFirst()
        .or(() -> elsewhere(type))
        .map(name -> new MissingType(name, type));
  }

  /** The types that interfaces and records are made of, which class files may name in vain too. */
  private static Stream<? extends TypeMirror> types(TypeElement type) {
    return Stream.of(
            Stream.of(type.getSuperclass()),
            type.getInterfaces().stream(),
            type.getRecordComponents().stream().map(RecordComponentElement::asType),
            ElementFilter.methodsIn(type.getEnclosedElements()).stream()
                .filter(method -> method.getModifiers().contains(Modifier.ABSTRACT))
                .flatMap(MissingType::signature))
        .flatMap(types -> types);
  }

  private static Stream<? extends TypeMirror> signature(ExecutableElement method) {
    return Stream.of(
            Stream.of(method.getReturnType()),
            method.getParameters().stream().map(VariableElement::asType),
            method.getThrownTypes().stream())
        .flatMap(types -> types);
  }

  private static Stream<? extends TypeMirror> parts(TypeMirror type) {
    return switch (type.getKind()) {
      case ARRAY -> parts(((ArrayType) type).getComponentType());
      case DECLARED ->
          ((DeclaredType) type).getTypeArguments().stream().flatMap(MissingType::parts);
      case WILDCARD ->
          Stream.of(((WildcardType) type).getExtendsBound(), ((WildcardType) type).getSuperBound())
              .filter(Objects::nonNull)
              .flatMap(MissingType::parts);
      default -> Stream.of(type);
    };
  }

  /** Of types with arguments, javac does not keep the name. */
  private static String name(TypeMirror missing) {
    String name = missing.toString();
    return name.startsWith("<") ? UNNAMED : name;
  }

  /** Whether an annotation, say, names one; compilers do not tell how. */
  private static Optional<String> elsewhere(TypeElement type) {
    return SuperficialValidation.validateElement(type) ? Optional.empty() : Optional.of(UNNAMED);
  }
}

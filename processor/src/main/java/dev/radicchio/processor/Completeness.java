package dev.radicchio.processor;

import com.google.auto.common.MoreElements;
import dev.radicchio.annotations.WasmModule;
import dev.radicchio.processor.model.ProgramReader;
import dev.radicchio.processor.model.StructType;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Stream;
import javax.lang.model.element.ElementKind;
import javax.lang.model.element.ExecutableElement;
import javax.lang.model.element.TypeElement;
import javax.lang.model.element.VariableElement;
import javax.lang.model.type.DeclaredType;
import javax.lang.model.type.TypeKind;
import javax.lang.model.type.TypeMirror;
import javax.lang.model.util.ElementFilter;

/**
 * What an interface still waits for: the first type that it is made of and that does not exist by
 * now. Its methods may come from superinterfaces, and what they return has methods and components
 * of its own.
 */
final class Completeness {
  private Completeness() {}

  /** What a module interface, or a host, and the records that its methods return lack. */
  static Optional<MissingType> ofModule(TypeElement module) {
    return ofInterface(
        module,
        returned ->
            returned.getKind() == ElementKind.RECORD
                ? MissingType.namedBy(returned)
                : Optional.empty());
  }

  /**
   * What a program interface, the modules and hosts that it uses and the structs that their methods
   * pass lack.
   */
  static Optional<MissingType> ofProgram(TypeElement program) {
    return ofInterface(program, Completeness::ofInstance)
        .or(
            () ->
                first(
                    ProgramReader.hostTypes(program)
                        .filter(type -> type.getKind() == TypeKind.DECLARED)
                        .map(Completeness::element),
                    Completeness::ofModule));
  }

  private static Optional<MissingType> ofInstance(TypeElement returned) {
    return MoreElements.isAnnotationPresent(returned, WasmModule.class)
        ? ofModule(returned).or(() -> first(passedBy(returned), Completeness::ofStruct))
        : Optional.empty();
  }

  private static Stream<TypeElement> passedBy(TypeElement module) {
    return Stream.concat(
        ElementFilter.methodsIn(module.getEnclosedElements()).stream()
            .flatMap(
                method ->
                    Stream.concat(
                        Stream.of(method.getReturnType()),
                        method.getParameters().stream().map(VariableElement::asType)))
            .filter(type -> StructType.of(type).isPresent())
            .map(Completeness::element),
        module.getInterfaces().stream().map(Completeness::element).flatMap(Completeness::passedBy));
  }

  /**
   * What a struct interface and those that it refers to lack. Only what lies inside a struct takes
   * part in its layout, but the class of what it points to has to come, too.
   */
  static Optional<MissingType> ofStruct(TypeElement struct) {
    return ofStruct(struct, new HashSet<>());
  }

  private static Optional<MissingType> ofStruct(TypeElement struct, Set<TypeElement> seen) {
    return seen.add(struct)
        ? ofInterface(
            struct,
            returned ->
                StructType.of(returned).isPresent() ? ofStruct(returned, seen) : Optional.empty())
        : Optional.empty();
  }

  private static Optional<MissingType> ofInterface(
      TypeElement type, Function<TypeElement, Optional<MissingType>> ofReturned) {
    return MissingType.namedBy(type)
        .or(
            () ->
                first(
                    ElementFilter.methodsIn(type.getEnclosedElements()).stream()
                        .map(ExecutableElement::getReturnType)
                        .filter(returned -> returned.getKind() == TypeKind.DECLARED)
                        .map(Completeness::element),
                    ofReturned))
        .or(
            () ->
                first(
                    type.getInterfaces().stream().map(Completeness::element),
                    superinterface -> ofInterface(superinterface, ofReturned)));
  }

  private static Optional<MissingType> first(
      Stream<TypeElement> types, Function<TypeElement, Optional<MissingType>> missing) {
    return types.flatMap(type -> missing.apply(type).stream()).findFirst();
  }

  private static TypeElement element(TypeMirror type) {
    return (TypeElement) ((DeclaredType) type).asElement();
  }
}

package dev.radicchio.processor;

import com.google.auto.common.MoreElements;
import com.google.auto.common.SuperficialValidation;
import dev.radicchio.annotations.WasmModule;
import dev.radicchio.processor.model.ProgramReader;
import dev.radicchio.processor.model.StructType;
import java.util.HashSet;
import java.util.Set;
import java.util.function.Predicate;
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
 * Whether what an interface is made of exists by now, or waits for other processors to generate it.
 *
 * <p>{@code BasicAnnotationProcessor} asks that of the annotated interface alone. Its methods may
 * come from superinterfaces, and what they return has methods and components of its own.
 */
final class Completeness {
  private Completeness() {}

  /**
   * Whether a module interface, or a host, and the records that its methods return are complete.
   */
  static boolean ofModule(TypeElement module) {
    return ofInterface(
        module,
        returned ->
            returned.getKind() != ElementKind.RECORD
                || SuperficialValidation.validateElement(returned));
  }

  /**
   * Whether a program interface, the modules and hosts that it uses and the structs that their
   * methods pass are complete.
   */
  static boolean ofProgram(TypeElement program) {
    return ofInterface(
            program,
            returned ->
                !MoreElements.isAnnotationPresent(returned, WasmModule.class)
                    || (ofModule(returned) && passedBy(returned).allMatch(Completeness::ofStruct)))
        && ProgramReader.hostTypes(program)
            .filter(type -> type.getKind() == TypeKind.DECLARED)
            .map(Completeness::element)
            .allMatch(Completeness::ofModule);
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
   * Whether a struct interface and those that it refers to are complete. Only what lies inside a
   * struct takes part in its layout, but the class of what it points to has to come, too.
   */
  static boolean ofStruct(TypeElement struct) {
    return ofStruct(struct, new HashSet<>());
  }

  private static boolean ofStruct(TypeElement struct, Set<TypeElement> seen) {
    return !seen.add(struct)
        || ofInterface(
            struct, returned -> StructType.of(returned).isEmpty() || ofStruct(returned, seen));
  }

  private static boolean ofInterface(TypeElement type, Predicate<TypeElement> isComplete) {
    return SuperficialValidation.validateElement(type)
        && ElementFilter.methodsIn(type.getEnclosedElements()).stream()
            .map(ExecutableElement::getReturnType)
            .filter(returned -> returned.getKind() == TypeKind.DECLARED)
            .map(Completeness::element)
            .allMatch(isComplete)
        && type.getInterfaces().stream()
            .map(Completeness::element)
            .allMatch(superinterface -> ofInterface(superinterface, isComplete));
  }

  private static TypeElement element(TypeMirror type) {
    return (TypeElement) ((DeclaredType) type).asElement();
  }
}

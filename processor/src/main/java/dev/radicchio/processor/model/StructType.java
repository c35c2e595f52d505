package dev.radicchio.processor.model;

import com.google.auto.common.MoreElements;
import com.palantir.javapoet.ClassName;
import dev.radicchio.annotations.WasmStruct;
import java.util.Optional;
import javax.lang.model.element.TypeElement;
import javax.lang.model.type.DeclaredType;
import javax.lang.model.type.TypeKind;
import javax.lang.model.type.TypeMirror;

/** A {@code @WasmStruct} interface as others refer to it, which takes no reading of its fields. */
public record StructType(TypeElement element) {

  /** The struct that a type is, if it is one. */
  public static Optional<StructType> of(TypeElement type) {
    return MoreElements.isAnnotationPresent(type, WasmStruct.class)
        ? Optional.of(new StructType(type))
        : Optional.empty();
  }

  /** The struct that a type is, if it is one. */
  public static Optional<StructType> of(TypeMirror type) {
    return type.getKind() == TypeKind.DECLARED
        ? of((TypeElement) ((DeclaredType) type).asElement())
        : Optional.empty();
  }

  public String name() {
    return element.getSimpleName().toString();
  }

  /** The class that is generated for it. */
  public ClassName viewName() {
    return ClassName.get(
        MoreElements.getPackage(element).getQualifiedName().toString(),
        FlatName.of(element) + "Struct");
  }
}

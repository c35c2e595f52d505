package dev.radicchio.processor.model;

import com.google.auto.common.MoreElements;
import dev.radicchio.annotations.Pointer;
import dev.radicchio.binary.ValType;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import javax.lang.model.element.Element;
import javax.lang.model.type.TypeKind;
import javax.lang.model.type.TypeMirror;

/** A Java type that may cross the boundary to a guest, and the Wasm type that it has there. */
public enum ScalarType implements PassedType {
  // The first of each Wasm type is the one that messages suggest.
  INT(TypeKind.INT, "int"),
  /** An {@code int} that is an address, as {@link Pointer} says. */
  ADDRESS(TypeKind.INT, "int"),
  BOOLEAN(TypeKind.BOOLEAN, "boolean"),
  LONG(TypeKind.LONG, "long"),
  FLOAT(TypeKind.FLOAT, "float"),
  DOUBLE(TypeKind.DOUBLE, "double");

  private final TypeKind kind;
  private final String javaName;

  ScalarType(TypeKind kind, String javaName) {
    this.kind = kind;
    this.javaName = javaName;
  }

  /** The scalar that a Java type is; empty for a type that has no Wasm counterpart. */
  public static Optional<ScalarType> of(TypeMirror type) {
    return Arrays.stream(values()).filter(scalar -> scalar.kind == type.getKind()).findFirst();
  }

  /**
   * The same, where what is annotated may be an address.
   *
   * @param annotated what has the type
   */
  static Optional<ScalarType> of(TypeMirror type, Element annotated) {
    return of(type)
        .map(
            scalar ->
                scalar == INT && MoreElements.isAnnotationPresent(annotated, Pointer.class)
                    ? ADDRESS
                    : scalar);
  }

  /** The Java type that a Wasm type maps to first; empty for vectors and references. */
  public static Optional<ScalarType> of(ValType type) {
    return Arrays.stream(values()).filter(scalar -> scalar.number().equals(type)).findFirst();
  }

  /** As Java source has it. */
  public String javaName() {
    return javaName;
  }

  @Override
  public List<ValType> wasm() {
    return List.of(number());
  }

  /** The Wasm type it maps to. */
  public ValType number() {
    return switch (this) {
      case INT, ADDRESS, BOOLEAN -> ValType.I32;
      case LONG -> ValType.I64;
      case FLOAT -> ValType.F32;
      case DOUBLE -> ValType.F64;
    };
  }

  @Override
  public Returned toGuest() {
    return Returned.YES;
  }

  @Override
  public Returned toJava() {
    return Returned.YES;
  }

  @Override
  public boolean needsProgram() {
    return false;
  }

  @Override
  public <R> R match(
      Function<ScalarType, R> scalar,
      Function<PassedType.Memory, R> memory,
      Function<PassedType.Struct, R> struct,
      Function<PassedType.FunctionPointer, R> function) {
    return scalar.apply(this);
  }
}

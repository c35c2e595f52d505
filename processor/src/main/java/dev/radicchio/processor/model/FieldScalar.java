package dev.radicchio.processor.model;

import java.util.Arrays;
import java.util.Optional;
import javax.lang.model.type.TypeKind;
import javax.lang.model.type.TypeMirror;

/** A Java primitive that a field of a struct may have; each is aligned to its size. */
public enum FieldScalar {
  BYTE(TypeKind.BYTE, Byte.BYTES),
  SHORT(TypeKind.SHORT, Short.BYTES),
  CHAR(TypeKind.CHAR, Character.BYTES),
  INT(TypeKind.INT, Integer.BYTES),
  LONG(TypeKind.LONG, Long.BYTES),
  FLOAT(TypeKind.FLOAT, Float.BYTES),
  DOUBLE(TypeKind.DOUBLE, Double.BYTES),
  BOOLEAN(TypeKind.BOOLEAN, 1);

  private final TypeKind kind;
  private final int size;

  FieldScalar(TypeKind kind, int size) {
    this.kind = kind;
    this.size = size;
  }

  /** The scalar that a Java type is. */
  public static Optional<FieldScalar> of(TypeMirror type) {
    return Arrays.stream(values()).filter(scalar -> scalar.kind == type.getKind()).findFirst();
  }

  /** In bytes, as C has it on wasm32. */
  public int size() {
    return size;
  }
}

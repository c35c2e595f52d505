package dev.radicchio.processor.model;

import javax.lang.model.element.TypeElement;

/** What a field of a struct holds, or each element of one that is an array. */
public sealed interface FieldType {

  /** A number or a truth value. */
  record Scalar(FieldScalar scalar) implements FieldType {}

  /** A C enum: the ordinal of a constant, in 4 bytes. */
  record Enumeration(TypeElement element) implements FieldType {}

  /** A struct, whole. */
  record Nested(StructType struct) implements FieldType {}

  /** The address of a struct. */
  record Pointer(StructType struct) implements FieldType {}

  /** {@code @Pointer} on something that is not a struct. */
  record InvalidPointer() implements FieldType {}

  /** Anything else: no field of a struct has it. */
  record Unsupported() implements FieldType {}
}

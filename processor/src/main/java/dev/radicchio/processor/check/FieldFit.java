package dev.radicchio.processor.check;

import dev.radicchio.processor.dwarf.GuestType;
import dev.radicchio.processor.dwarf.GuestType.Encoding;
import dev.radicchio.processor.model.FieldModel;
import dev.radicchio.processor.model.FieldScalar;
import dev.radicchio.processor.model.FieldType;
import dev.radicchio.processor.model.StructType;
import java.util.OptionalLong;

/**
 * Whether a field of a Java struct means what a member of a guest's struct does: what {@code
 * WasmStruct} promises about types and signs. What debug information leaves open fits.
 */
final class FieldFit {
  private final StructMatch match;
  private final InnermostTypes innermost;

  FieldFit(StructMatch match, InnermostTypes innermost) {
    this.match = match;
    this.innermost = innermost;
  }

  /** Whether a field has a type that stands for a member's. */
  boolean fits(StructLayout.Field field, GuestType type) {
    return type instanceof GuestType.Unknown
        || isRawBytes(field, type)
        || (fits(field.model(), field.model().type(), type) && mayHaveSize(field, type));
  }

  /** Whether a struct of the right name has the right size, too. */
  private static boolean mayHaveSize(StructLayout.Field field, GuestType type) {
    OptionalLong size = type.size();
    return size.isEmpty() || size.getAsLong() == size(field);
  }

  private static long size(StructLayout.Field field) {
    return (long) field.elementSize() * field.model().count();
  }

  /** Whether a field would fit if it were a char instead of a short, or the other way round. */
  boolean fitsWithOtherSign(StructLayout.Field field, GuestType type) {
    return field.model().type() instanceof FieldType.Scalar scalar
        && switch (scalar.scalar()) {
          case SHORT -> fits(field.model(), new FieldType.Scalar(FieldScalar.CHAR), type);
          case CHAR -> fits(field.model(), new FieldType.Scalar(FieldScalar.SHORT), type);
          default -> false;
        };
  }

  private boolean fits(FieldModel field, FieldType element, GuestType type) {
    if (!field.indexed()) {
      return fitsElement(element, type);
    }
    return innermost.of(type) instanceof GuestType.Array array
        && array.count() == field.count()
        && fitsElement(element, array.element());
  }

  /** Bytes stand for anything that takes as many, for Java has no type for some members. */
  private static boolean isRawBytes(StructLayout.Field field, GuestType type) {
    OptionalLong size = type.size();
    return isBytes(field.model()) && size.isPresent() && size.getAsLong() == size(field);
  }

  /** Whether a field is an array of bytes. */
  static boolean isBytes(FieldModel field) {
    return field.indexed()
        && field.type() instanceof FieldType.Scalar scalar
        && scalar.scalar() == FieldScalar.BYTE;
  }

  /** Whether a field, or each of its elements, has a type that stands for the guest's. */
  boolean fitsElement(FieldType field, GuestType type) {
    return fitsItself(field, type)
        || innermost.inside(type).stream().anyMatch(inner -> fitsItself(field, inner));
  }

  private boolean fitsItself(FieldType field, GuestType type) {
    if (type instanceof GuestType.Unknown) {
      return true;
    }
    if (field instanceof FieldType.Scalar scalar) {
      return fitsScalar(scalar.scalar(), type);
    }
    if (field instanceof FieldType.Enumeration) {
      return type.size().orElse(0) == Integer.BYTES && (isEnum(type) || isInteger(type));
    }
    if (field instanceof FieldType.Nested nested) {
      return type instanceof GuestType.Struct struct && match.mayBe(nested.struct(), struct);
    }
    if (field instanceof FieldType.Pointer pointer) {
      return type instanceof GuestType.Pointer address
          ? pointsTo(address, pointer.struct())
          : type instanceof GuestType.Scalar number
              && number.encoding() == Encoding.UNSIGNED
              && number.bytes() == Integer.BYTES;
    }
    return false;
  }

  private boolean pointsTo(GuestType.Pointer address, StructType struct) {
    return address.toAnything()
        || address.struct().filter(pointee -> match.mayBe(struct, pointee)).isPresent();
  }

  private static boolean fitsScalar(FieldScalar field, GuestType type) {
    if (type.size().orElse(-1) != field.size()) {
      return false;
    }
    return switch (field) {
      case BYTE, LONG -> isInteger(type) || isEnum(type);
      case INT -> isInteger(type) || isEnum(type) || type instanceof GuestType.Pointer;
      case SHORT -> has(type, Encoding.SIGNED) || has(type, Encoding.OTHER);
      case CHAR -> has(type, Encoding.UNSIGNED) || has(type, Encoding.OTHER);
      case FLOAT, DOUBLE -> has(type, Encoding.FLOAT);
      case BOOLEAN -> has(type, Encoding.BOOLEAN);
    };
  }

  private static boolean isEnum(GuestType type) {
    return type instanceof GuestType.Enumeration;
  }

  private static boolean isInteger(GuestType type) {
    return type instanceof GuestType.Scalar
        && (has(type, Encoding.SIGNED) || has(type, Encoding.UNSIGNED));
  }

  private static boolean has(GuestType type, Encoding encoding) {
    return type instanceof GuestType.Scalar number
        ? number.encoding() == encoding
        : type instanceof GuestType.Enumeration enumeration && enumeration.encoding() == encoding;
  }
}

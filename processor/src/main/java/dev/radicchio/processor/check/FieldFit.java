package dev.radicchio.processor.check;

import dev.radicchio.processor.dwarf.DwarfTypes;
import dev.radicchio.processor.dwarf.GuestType;
import dev.radicchio.processor.dwarf.GuestType.Encoding;
import dev.radicchio.processor.dwarf.StructDefinition;
import dev.radicchio.processor.dwarf.StructDefinition.Member;
import dev.radicchio.processor.model.FieldModel;
import dev.radicchio.processor.model.FieldScalar;
import dev.radicchio.processor.model.FieldType;
import dev.radicchio.processor.model.StructReader;
import dev.radicchio.processor.model.StructType;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * Whether a field of a Java struct means what a member of a guest's struct does: what {@code
 * WasmStruct} promises about types and signs. What debug information leaves open fits.
 */
final class FieldFit {
  /** How many structs of one member each, as Rust's {@code Cell} is, are looked into. */
  private static final int DEEPEST = 8;

  private final DwarfTypes guest;
  private final StructReader reader;
  private final StructLayouts layouts;

  FieldFit(DwarfTypes guest, StructReader reader, StructLayouts layouts) {
    this.guest = guest;
    this.reader = reader;
    this.layouts = layouts;
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
    return innermost(type) instanceof GuestType.Array array
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

  private boolean fitsElement(FieldType field, GuestType type) {
    return fitsElement(field, type, 0);
  }

  private boolean fitsElement(FieldType field, GuestType type, int depth) {
    return fitsItself(field, type)
        || soleMember(type, depth)
            .filter(inner -> fitsElement(field, inner, depth + 1))
            .isPresent();
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
      return type instanceof GuestType.Struct struct
          && (struct.names().isEmpty()
              ? unnamed(nested, struct).filter(comparison -> !comparison.isSame()).isEmpty()
              : isNamed(nested.struct(), struct.names()));
    }
    if (field instanceof FieldType.Pointer pointer) {
      return type instanceof GuestType.Pointer address
          ? address.toAnything() || isNamed(pointer.struct(), address.names())
          : type instanceof GuestType.Scalar number
              && number.encoding() == Encoding.UNSIGNED
              && number.bytes() == Integer.BYTES;
    }
    return false;
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

  /** Whether one of some names in the guest is a struct's. */
  boolean isNamed(StructType struct, Collection<String> names) {
    List<String> wanted = reader.read(struct).guestNames();
    return names.stream()
        .anyMatch(name -> wanted.stream().anyMatch(own -> DwarfTypes.matches(name, own)));
  }

  /** A struct that has no name in the guest beside the one that stands for it, if that is known. */
  Optional<StructComparison> unnamed(FieldType.Nested field, GuestType.Struct struct) {
    return guest
        .definition(struct)
        .flatMap(
            definition ->
                layouts
                    .of(field.struct())
                    .map(layout -> StructComparison.of(definition, layout, this)));
  }

  /** What a type is when the structs around it that add nothing are left out. */
  GuestType innermost(GuestType type) {
    return innermost(type, 0);
  }

  private GuestType innermost(GuestType type, int depth) {
    return soleMember(type, depth).map(inner -> innermost(inner, depth + 1)).orElse(type);
  }

  /**
   * The type of a struct's only member, if that takes all of it. Of Rust's {@code Option} it is
   * that of the value if this is an address: {@code None} is 0 then, as Java has it.
   */
  private Optional<GuestType> soleMember(GuestType type, int depth) {
    if (depth == DEEPEST || !(type instanceof GuestType.Struct struct)) {
      return Optional.empty();
    }
    List<Member> all = membersWithRoom(struct);
    List<Member> members =
        all.stream().filter(member -> !member.artificial() && !isEmpty(member.type())).toList();
    if (members.size() != 1
        || members.get(0).bits().isPresent()
        || members.get(0).offset() != 0
        || !members.get(0).type().size().equals(struct.size())) {
      return Optional.empty();
    }
    GuestType sole = members.get(0).type();
    return all.size() == 1 || innermost(sole, depth + 1) instanceof GuestType.Pointer
        ? Optional.of(sole)
        : Optional.empty();
  }

  private List<Member> membersWithRoom(GuestType.Struct struct) {
    return guest.definition(struct).map(StructDefinition::members).orElse(List.of()).stream()
        .filter(FieldFit::takesRoom)
        .toList();
  }

  private boolean isEmpty(GuestType type) {
    return type instanceof GuestType.Struct struct
        && guest
            .definition(struct)
            .filter(definition -> definition.members().stream().noneMatch(FieldFit::takesRoom))
            .isPresent();
  }

  /** Markers of Rust and arrays of open length take none. */
  static boolean takesRoom(Member member) {
    return member.bits().isPresent() || member.type().size().orElse(1) != 0;
  }
}

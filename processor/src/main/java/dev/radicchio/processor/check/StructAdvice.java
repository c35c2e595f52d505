package dev.radicchio.processor.check;

import dev.radicchio.processor.check.StructComparison.Row;
import dev.radicchio.processor.check.StructComparison.Verdict;
import dev.radicchio.processor.dwarf.GuestType;
import dev.radicchio.processor.dwarf.GuestType.Encoding;
import dev.radicchio.processor.dwarf.StructDefinition.Member;
import dev.radicchio.processor.model.FieldModel;
import dev.radicchio.processor.model.GuestNames;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import javax.lang.model.SourceVersion;
import org.jspecify.annotations.Nullable;

/** What to change in a Java struct so that it becomes the guest's. */
final class StructAdvice {
  /** Names that the view of a struct, or any object, has a method for. */
  private static final Set<String> TAKEN =
      Set.of(
          "memory",
          "address",
          "clone",
          "finalize",
          "getClass",
          "hashCode",
          "notify",
          "notifyAll",
          "toString",
          "wait");

  private final StructComparison comparison;
  private final boolean packed;
  private final FieldFit fit;
  private final List<String> advice = new ArrayList<>();

  private StructAdvice(StructComparison comparison, boolean packed, FieldFit fit) {
    this.comparison = comparison;
    this.packed = packed;
    this.fit = fit;
  }

  /** One sentence for each thing to change. */
  static List<String> of(StructComparison comparison, boolean packed, FieldFit fit) {
    StructAdvice advice = new StructAdvice(comparison, packed, fit);
    advice.collect();
    return advice.advice;
  }

  private void collect() {
    for (Row row : comparison.rows()) {
      switch (row.verdict()) {
        case NO_FIELD -> add(Objects.requireNonNull(row.member()));
        case NO_MEMBER -> removeOrRename(Objects.requireNonNull(row.field()));
        case OTHER_TYPE, OTHER_SIGN ->
            change(Objects.requireNonNull(row.member()), Objects.requireNonNull(row.field()), row);
        case BIT_FIELD -> hold(Objects.requireNonNull(row.member()));
        case SAME, OTHER_OFFSET -> {}
      }
    }
    // Offsets and the size may be right once the fields are.
    if (advice.isEmpty()) {
      move();
    }
  }

  private void add(Member member) {
    if (renamed(member).isPresent()) {
      return; // Said of the field.
    }
    advice.add(
        (member.name().isEmpty() ? "a member without a name" : member.name())
            + " has no field: add "
            + declaration(member));
  }

  private Optional<StructLayout.Field> renamed(Member member) {
    return comparison.rows().stream()
        .filter(row -> row.verdict() == Verdict.NO_MEMBER)
        .map(Row::field)
        .filter(Objects::nonNull)
        .filter(field -> isSame(field, member))
        .findFirst();
  }

  private boolean isSame(StructLayout.Field field, Member member) {
    return field.offset() == member.offset()
        && member.bits().isEmpty()
        && fit.fits(field, member.type());
  }

  private void removeOrRename(StructLayout.Field field) {
    Optional<Member> other =
        comparison.rows().stream()
            .filter(row -> row.verdict() == Verdict.NO_FIELD)
            .map(Row::member)
            .filter(Objects::nonNull)
            .filter(member -> isSame(field, member))
            .findFirst();
    advice.add(
        field.model().name()
            + " is no member"
            + other
                .map(member -> ": rename it to " + javaName(member.name()))
                .orElse(": remove its getter and its setter"));
  }

  private void change(Member member, StructLayout.Field field, Row row) {
    FieldModel model = field.model();
    advice.add(
        model.name()
            + (row.verdict() == Verdict.OTHER_SIGN
                ? " is read "
                    + (member.offset() == field.offset() ? "" : "at another offset, and ")
                    + "as a number "
                    + (isUnsigned(member.type()) ? "with a sign, and has none" : "without a sign")
                : " is of another type")
            + ": declare "
            + declaration(member));
  }

  private static boolean isUnsigned(GuestType type) {
    GuestType element = type instanceof GuestType.Array array ? array.element() : type;
    return !(element instanceof GuestType.Scalar number && number.encoding() == Encoding.SIGNED)
        && !(element instanceof GuestType.Enumeration enumeration
            && enumeration.encoding() == Encoding.SIGNED);
  }

  private void hold(Member member) {
    advice.add(
        member.name()
            + " is a bit field, which Java cannot describe: declare the number that holds it and its"
            + " neighbours under another name, as in @Offset("
            + member.offset() / Integer.BYTES * Integer.BYTES
            + ") int bits(); void bits(int value);");
  }

  private void move() {
    if (comparison.has(Verdict.OTHER_OFFSET)) {
      advice.add(
          isTight() && !packed
              ? "the guest packs it: add @Packed"
              : "put the getters in the order of the guest's members"
                  + (packed ? ", remove @Packed" : "")
                  + ", or give @Offset to those that differ");
    } else if (!comparison.sameSize()) {
      long missing = comparison.guest().size() - comparison.java().size();
      advice.add(
          missing > 0
              ? "the guest has padding at the end: add @Length("
                  + missing
                  + ") byte padding(int index); void padding(int index, byte value);"
              : "the guest has no padding at the end: add @Packed, and @Offset where fields have"
                  + " padding before them");
    }
  }

  /** Whether each member begins where the one before it ends. */
  private boolean isTight() {
    long end = 0;
    for (Member member : comparison.guest().members()) {
      if (member.offset() != end) {
        return false;
      }
      end = member.end();
    }
    return end == comparison.guest().size();
  }

  /** A getter and a setter for a member. */
  private static String declaration(Member member) {
    String name = javaName(member.name());
    if (member.type() instanceof GuestType.Array array) {
      Optional<String> element = javaType(array.element());
      if (element.isPresent()) {
        return element.get().startsWith("@")
            ? element.get() + " with @Length(" + array.count() + ") and an index"
            : array(array.count(), element.get(), name);
      }
    } else {
      Optional<String> type = javaType(member.type());
      if (type.isPresent()) {
        return type.get().startsWith("@")
            ? type.get() + " as in Name " + name + "();"
            : type.get() + " " + name + "(); void " + name + "(" + type.get() + " value);";
      }
    }
    OptionalLong size = member.type().size();
    return size.isPresent() && size.getAsLong() > 0
        ? "its bytes, " + array(size.getAsLong(), "byte", name)
        : "a getter and a setter for it";
  }

  private static String array(long count, String type, String name) {
    return String.format(
        "@Length(%d) %s %s(int index); void %s(int index, %s value);",
        count, type, name, name, type);
  }

  private static Optional<String> javaType(GuestType type) {
    if (type instanceof GuestType.Scalar number) {
      return Optional.ofNullable(javaType(number.encoding(), number.bytes()));
    }
    if (type instanceof GuestType.Enumeration enumeration) {
      return Optional.ofNullable(
          javaType(
              enumeration.encoding() == Encoding.SIGNED ? Encoding.SIGNED : Encoding.UNSIGNED,
              enumeration.bytes()));
    }
    if (type instanceof GuestType.Pointer pointer) {
      return Optional.of(
          pointer.names().isEmpty()
              ? "int"
              : "a @Pointer to a @WasmStruct named " + pointer.names().get(0) + " (or an int)");
    }
    return type instanceof GuestType.Struct struct && !struct.names().isEmpty()
        ? Optional.of("a @WasmStruct named " + struct.names().get(0))
        : Optional.empty();
  }

  private static @Nullable String javaType(Encoding encoding, long bytes) {
    return switch (encoding) {
      case BOOLEAN -> bytes == 1 ? "boolean" : null;
      case FLOAT -> bytes == 4 ? "float" : bytes == 8 ? "double" : null;
      case SIGNED, UNSIGNED ->
          switch ((int) bytes) {
            case 1 -> "byte";
            case 2 -> encoding == Encoding.SIGNED ? "short" : "char";
            case 4 -> "int";
            case 8 -> "long";
            default -> null;
          };
      case OTHER -> null;
    };
  }

  /** A name that a getter may have and that means the member's. */
  private static String javaName(String name) {
    StringBuilder camelCase = new StringBuilder();
    for (String word : name.split("_", -1)) {
      camelCase.append(
          camelCase.length() == 0 || word.isEmpty()
              ? word
              : Character.toUpperCase(word.charAt(0)) + word.substring(1));
    }
    String candidate = camelCase.toString();
    String javaName = GuestNames.of(candidate).contains(name) ? candidate : name;
    return SourceVersion.isKeyword(javaName) || TAKEN.contains(javaName)
        ? javaName + "_"
        : javaName;
  }
}

package dev.radicchio.processor.check;

import static java.util.stream.Collectors.joining;

import dev.radicchio.processor.check.StructComparison.Row;
import dev.radicchio.processor.check.StructComparison.Verdict;
import dev.radicchio.processor.check.StructMatch.Pair;
import dev.radicchio.processor.dwarf.GuestType;
import dev.radicchio.processor.dwarf.GuestType.Encoding;
import dev.radicchio.processor.dwarf.StructDefinition.Member;
import dev.radicchio.processor.model.FieldScalar;
import dev.radicchio.processor.model.FieldType;
import dev.radicchio.processor.model.GuestNames;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
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
  private final StructMatch match;
  private final List<String> advice = new ArrayList<>();

  private StructAdvice(StructComparison comparison, boolean packed, StructMatch match) {
    this.comparison = comparison;
    this.packed = packed;
    this.match = match;
  }

  /** One sentence for each thing to change. */
  static List<String> of(StructComparison comparison, boolean packed, StructMatch match) {
    StructAdvice advice = new StructAdvice(comparison, packed, match);
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
        case SAME, OTHER_OFFSET, BIT_FIELD -> {}
      }
    }
    holdBitFields();
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
        && match.fit().fits(field, member.type());
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
        "the guest has no "
            + field.model().name()
            + other
                .map(member -> ": rename it to " + javaName(member.name()))
                .orElse(": remove its getter and its setter"));
  }

  private void change(Member member, StructLayout.Field field, Row row) {
    Optional<Pair> pair = match.structs(field.model().type(), element(member.type()));
    if (pair.isPresent() && differs(member, pair.get())) {
      return;
    }
    String sign =
        field.model().type() instanceof FieldType.Scalar scalar
                && scalar.scalar() == FieldScalar.SHORT
            ? " has no sign"
            : " has a sign";
    advice.add(
        field.model().name()
            + (row.verdict() == Verdict.OTHER_SIGN ? sign : " is of another type")
            + ": declare "
            + declaration(member));
  }

  /** Says that it is the structs that differ, unless Java means another one. */
  private boolean differs(Member member, Pair pair) {
    if (match.isNamed(pair.java(), pair.guest().names())) {
      advice.add(member.name() + " has another size: mend " + pair.java().name());
      return true;
    }
    if (match.isNameOfAnother(pair)) {
      return false;
    }
    List<StructComparison> comparisons =
        match.compare(pair).stream().filter(comparison -> !comparison.isSame()).toList();
    comparisons.forEach(inner -> advice.add(differs(member, pair, inner)));
    return !comparisons.isEmpty();
  }

  private static String differs(Member member, Pair pair, StructComparison inner) {
    boolean isPointer = !(element(member.type()) instanceof GuestType.Struct);
    String struct =
        pair.guest().names().isEmpty() ? "a struct without a name" : pair.guest().spelling();
    return member.name()
        + (isPointer ? " points to " : " is ")
        + struct
        + (pair.guest().names().isEmpty() ? " that differs from " : ", from which differs ")
        + pair.java().name()
        + ":\n"
        + StructTable.of(inner, pair.java().name()).stripTrailing().indent(2).stripTrailing();
  }

  private static GuestType element(GuestType type) {
    return type instanceof GuestType.Array array ? array.element() : type;
  }

  /** One for each number that holds some. */
  private void holdBitFields() {
    Map<Long, List<String>> names = new LinkedHashMap<>();
    for (Row row : comparison.rows()) {
      if (row.verdict() == Verdict.BIT_FIELD) {
        Member member = Objects.requireNonNull(row.member());
        names
            .computeIfAbsent(member.offset() / Integer.BYTES, word -> new ArrayList<>())
            .add(member.name());
      }
    }
    names.forEach(
        (word, fields) ->
            advice.add(
                (fields.size() == 1
                        ? fields.get(0) + " is a bit field"
                        : String.join(", ", fields) + " are bit fields")
                    + ", which Java cannot describe: add the number that holds them, by a name of"
                    + " its own, as in @Offset("
                    + word * Integer.BYTES
                    + ") int bits(); void bits(int value);"));
  }

  private void move() {
    List<Row> moved =
        comparison.rows().stream().filter(row -> row.verdict() == Verdict.OTHER_OFFSET).toList();
    if (!moved.isEmpty()) {
      advice.add(
          isTight() && !packed
              ? "the guest packs it: add @Packed"
              : "put the getters in the order of the guest's members"
                  + (packed ? " and remove @Packed" : "")
                  + ", or say where they are: "
                  + moved.stream().map(StructAdvice::offset).collect(joining(", ")));
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

  private static String offset(Row row) {
    return "@Offset("
        + Objects.requireNonNull(row.member()).offset()
        + ") "
        + Objects.requireNonNull(row.field()).model().name();
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
  private String declaration(Member member) {
    String name = javaName(member.name());
    GuestType type = match.innermost().of(member.type());
    GuestType element = match.innermost().of(element(type));
    OptionalLong count =
        type instanceof GuestType.Array array
            ? OptionalLong.of(array.count())
            : OptionalLong.empty();
    if (element instanceof GuestType.Struct struct && !struct.names().isEmpty()) {
      return "a getter "
          + (count.isPresent() ? "with an index and @Length(" + count.getAsLong() + ") " : "")
          + "that returns the @WasmStruct of "
          + struct.names().get(0);
    }
    Optional<String> javaType = javaType(element);
    if (javaType.isPresent()) {
      return field(javaType.get(), name, count)
          + (element instanceof GuestType.Pointer pointer
                  && pointer.struct().filter(struct -> !struct.names().isEmpty()).isPresent()
              ? " (or the same with @Pointer and the @WasmStruct of "
                  + pointer.struct().get().names().get(0)
                  + ")"
              : "");
    }
    OptionalLong size = type.size();
    return size.isPresent() && size.getAsLong() > 0
        ? "its bytes, " + field("byte", name, size)
        : "a getter and a setter for it";
  }

  private static String field(String type, String name, OptionalLong count) {
    return count.isPresent()
        ? String.format(
            Locale.ROOT,
            "@Length(%d) %s %s(int index); void %s(int index, %s value);",
            count.getAsLong(),
            type,
            name,
            name,
            type)
        : String.format(Locale.ROOT, "%s %s(); void %s(%s value);", type, name, name, type);
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
    return type instanceof GuestType.Pointer ? Optional.of("int") : Optional.empty();
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

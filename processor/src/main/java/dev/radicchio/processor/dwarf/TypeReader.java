package dev.radicchio.processor.dwarf;

import dev.radicchio.processor.dwarf.GuestType.Encoding;
import dev.radicchio.processor.dwarf.StructDefinition.Member;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;

/** Reads types from their entries. */
final class TypeReader {
  /** How many types one may be made of, pointers to pointers and the like. */
  private static final int DEEPEST = 32;

  /** More than any struct has that Java could describe. */
  private static final int MOST_MEMBERS = 10_000;

  private static final long LARGEST = Integer.MAX_VALUE;

  private final DebugInfo info;
  private final Scopes scopes;

  TypeReader(DebugInfo info, Scopes scopes) {
    this.info = info;
    this.scopes = scopes;
  }

  /** The name of an entry without what is around it; one that completes another has its name. */
  String name(Die die) {
    String name = info.name(die);
    OptionalInt declaration = die.reference(Dw.AT_SPECIFICATION);
    return name.isEmpty() && declaration.isPresent()
        ? info.name(info.die(declaration.getAsInt()))
        : name;
  }

  /** The name with the namespaces and types around it; empty if it has none itself. */
  String wholeName(Die die) {
    String name = name(die);
    if (name.isEmpty()) {
      return "";
    }
    OptionalInt declaration = die.reference(Dw.AT_SPECIFICATION);
    StringBuilder whole = new StringBuilder();
    for (int scope : scopes.around(declaration.orElse(die.offset()))) {
      String outer = info.name(info.die(scope));
      if (!outer.isEmpty()) {
        whole.append(outer).append("::");
      }
    }
    return whole.append(name).toString();
  }

  /** The struct that an entry is, or is a {@code typedef} of. */
  Optional<Die> struct(Die die) {
    Die type = die;
    for (int depth = 0; depth < DEEPEST; depth++) {
      if (Dw.isStruct(type.tag())) {
        return type.is(Dw.AT_DECLARATION) ? Optional.empty() : Optional.of(type);
      }
      OptionalInt target = type.reference(Dw.AT_TYPE);
      if (!isTransparent(type.tag()) || target.isEmpty()) {
        return Optional.empty();
      }
      type = info.die(target.getAsInt());
    }
    return Optional.empty();
  }

  /**
   * What a struct consists of; empty if nothing says so, or some of it moves at run time.
   *
   * @param otherName what it is called if it has no name of its own
   */
  Optional<StructDefinition> definition(Die struct, String otherName) {
    String name = name(struct).isEmpty() ? otherName : tagged(struct);
    OptionalLong size = size(struct);
    List<Member> members = new ArrayList<>();
    return Dw.isStruct(struct.tag())
            && !struct.is(Dw.AT_DECLARATION)
            && size.isPresent()
            && addMembers(struct, 0, 0, members)
        ? Optional.of(
            new StructDefinition(name, size.getAsLong(), isPassedByReference(struct), members))
        : Optional.empty();
  }

  private static boolean isPassedByReference(Die struct) {
    OptionalLong convention = struct.constant(Dw.AT_CALLING_CONVENTION);
    return convention.isPresent() && convention.getAsLong() == Dw.CC_PASS_BY_REFERENCE;
  }

  private static OptionalLong size(Die die) {
    OptionalLong size = die.constant(Dw.AT_BYTE_SIZE);
    return size.isPresent() && size.getAsLong() >= 0 && size.getAsLong() <= LARGEST
        ? size
        : OptionalLong.empty();
  }

  /**
   * @param base where the struct is in the one that is asked for
   * @return whether all of them are at offsets that are known
   */
  private boolean addMembers(Die struct, long base, int depth, List<Member> members) {
    List<Die> children = new ArrayList<>();
    // A Rust enum has its members in variants, and these in a part.
    info.forEachChild(struct, children::add);
    for (Die child : children) {
      boolean known =
          switch (child.tag()) {
            case Dw.TAG_MEMBER, Dw.TAG_INHERITANCE -> addMember(child, base, depth, members);
            case Dw.TAG_VARIANT_PART, Dw.TAG_VARIANT ->
                depth < DEEPEST && addMembers(child, base, depth + 1, members);
            default -> true;
          };
      if (!known || members.size() > MOST_MEMBERS) {
        return false;
      }
    }
    return true;
  }

  private boolean addMember(Die member, long base, int depth, List<Member> members) {
    if (member.is(Dw.AT_EXTERNAL) || member.is(Dw.AT_DECLARATION)) {
      return true; // static
    }
    OptionalInt type = member.reference(Dw.AT_TYPE);
    OptionalLong offset = offset(member);
    if (offset.isEmpty() || type.isEmpty()) {
      return false;
    }
    String name = info.name(member);
    if (name.isEmpty() || member.tag() == Dw.TAG_INHERITANCE) {
      Optional<Die> inner = struct(info.die(type.getAsInt()));
      if (inner.isPresent()) {
        return depth < DEEPEST
            && addMembers(inner.get(), base + offset.getAsLong(), depth + 1, members);
      }
    }
    OptionalLong bits = member.constant(Dw.AT_BIT_SIZE);
    members.add(
        new Member(
            name,
            type(type.getAsInt(), 0),
            Byte.SIZE * (base + offset.getAsLong()) + firstBit(member, type.getAsInt()),
            bits.isPresent() && bits.getAsLong() >= 0 && bits.getAsLong() <= LARGEST
                ? bits
                : OptionalLong.empty(),
            member.is(Dw.AT_ARTIFICIAL)));
    return true;
  }

  private OptionalLong offset(Die member) {
    if (!member.has(Dw.AT_DATA_MEMBER_LOCATION)) {
      return OptionalLong.of(0); // in a union, or a bit field of DWARF 5
    }
    OptionalLong constant = member.constant(Dw.AT_DATA_MEMBER_LOCATION);
    OptionalLong offset =
        constant.isPresent() ? constant : info.addend(member, Dw.AT_DATA_MEMBER_LOCATION);
    return offset.isPresent() && offset.getAsLong() >= 0 && offset.getAsLong() <= LARGEST
        ? offset
        : OptionalLong.empty();
  }

  /** The first bit of a bit field behind its offset; DWARF 4 may count from the other end. */
  private long firstBit(Die member, int type) {
    OptionalLong bit = member.constant(Dw.AT_DATA_BIT_OFFSET);
    OptionalLong fromTop = member.constant(Dw.AT_BIT_OFFSET);
    OptionalLong bits = member.constant(Dw.AT_BIT_SIZE);
    if (bit.isEmpty() && fromTop.isPresent() && bits.isPresent()) {
      OptionalLong size = size(member);
      long bytes = size.isPresent() ? size.getAsLong() : type(type, 0).size().orElse(0);
      bit = OptionalLong.of(Byte.SIZE * bytes - fromTop.getAsLong() - bits.getAsLong());
    }
    return Math.max(0, Math.min(LARGEST, bit.orElse(0)));
  }

  private static boolean isTransparent(int tag) {
    return switch (tag) {
      case Dw.TAG_TYPEDEF,
          Dw.TAG_CONST_TYPE,
          Dw.TAG_VOLATILE_TYPE,
          Dw.TAG_RESTRICT_TYPE,
          Dw.TAG_ATOMIC_TYPE ->
          true;
      default -> false;
    };
  }

  /** The type that an entry refers to; empty if it refers to none, as {@code void} does. */
  Optional<GuestType> typeOf(Die die) {
    OptionalInt target = die.reference(Dw.AT_TYPE);
    return target.isPresent() ? Optional.of(type(target.getAsInt(), 0)) : Optional.empty();
  }

  /**
   * @param depth how many types are around it
   */
  private GuestType type(int offset, int depth) {
    List<String> names = new ArrayList<>();
    String spelling = "";
    Die die = info.die(offset);
    for (int steps = 0; isTransparent(die.tag()); steps++) {
      if (die.tag() == Dw.TAG_TYPEDEF) {
        names.add(wholeName(die));
        spelling = spelling.isEmpty() ? info.name(die) : spelling;
      }
      OptionalInt target = die.reference(Dw.AT_TYPE);
      if (target.isEmpty() || steps == DEEPEST) {
        return new GuestType.Unknown(spelling.isEmpty() ? "void" : spelling);
      }
      die = info.die(target.getAsInt());
    }
    if (depth == DEEPEST) {
      return new GuestType.Unknown("...");
    }
    return switch (die.tag()) {
      case Dw.TAG_BASE_TYPE -> number(die, or(spelling, info.name(die)));
      case Dw.TAG_ENUMERATION_TYPE -> enumeration(die, spelling, depth);
      case Dw.TAG_POINTER_TYPE -> pointer(die, spelling, " *", depth);
      case Dw.TAG_REFERENCE_TYPE -> pointer(die, spelling, " &", depth);
      case Dw.TAG_RVALUE_REFERENCE_TYPE -> pointer(die, spelling, " &&", depth);
      case Dw.TAG_STRUCTURE_TYPE, Dw.TAG_CLASS_TYPE, Dw.TAG_UNION_TYPE ->
          struct(die, spelling, names);
      case Dw.TAG_SUBROUTINE_TYPE -> new GuestType.Function(or(spelling, "function"), die.offset());
      case Dw.TAG_ARRAY_TYPE -> array(die, depth);
      default -> new GuestType.Unknown(or(spelling, or(info.name(die), "?")));
    };
  }

  private static String or(String one, String other) {
    return one.isEmpty() ? other : one;
  }

  private static GuestType number(Die die, String spelling) {
    OptionalLong size = size(die);
    return size.isPresent()
        ? new GuestType.Scalar(
            spelling, encoding(die.constant(Dw.AT_ENCODING).orElse(0)), size.getAsLong())
        : new GuestType.Unknown(spelling);
  }

  private static Encoding encoding(long encoding) {
    return switch ((int) encoding) {
      case Dw.ATE_SIGNED, Dw.ATE_SIGNED_CHAR -> Encoding.SIGNED;
      case Dw.ATE_UNSIGNED, Dw.ATE_UNSIGNED_CHAR, Dw.ATE_UTF, Dw.ATE_UCS, Dw.ATE_ASCII ->
          Encoding.UNSIGNED;
      case Dw.ATE_FLOAT -> Encoding.FLOAT;
      case Dw.ATE_BOOLEAN -> Encoding.BOOLEAN;
      default -> Encoding.OTHER;
    };
  }

  private GuestType enumeration(Die die, String typedef, int depth) {
    String spelling = or(typedef, tagged(die));
    OptionalInt underlying = die.reference(Dw.AT_TYPE);
    Encoding encoding =
        underlying.isPresent()
                && type(underlying.getAsInt(), depth + 1) instanceof GuestType.Scalar number
            ? number.encoding()
            : Encoding.OTHER;
    OptionalLong size = size(die);
    return size.isPresent()
        ? new GuestType.Enumeration(spelling, encoding, size.getAsLong())
        : new GuestType.Unknown(spelling);
  }

  private GuestType pointer(Die die, String typedef, String suffix, int depth) {
    String name = or(typedef, info.name(die));
    OptionalInt target = die.reference(Dw.AT_TYPE);
    if (target.isEmpty()) {
      return new GuestType.Pointer(or(name, "void" + suffix), Optional.empty());
    }
    GuestType pointee = type(target.getAsInt(), depth + 1);
    return new GuestType.Pointer(or(name, pointee.spelling() + suffix), Optional.of(pointee));
  }

  private GuestType struct(Die die, String typedef, List<String> typedefs) {
    List<String> names = new ArrayList<>(typedefs);
    String own = wholeName(die);
    if (!own.isEmpty()) {
      names.add(own);
    }
    return new GuestType.Struct(or(typedef, tagged(die)), names, size(die), die.offset());
  }

  /** The name as its language refers to it. */
  private String tagged(Die die) {
    String keyword =
        switch (die.tag()) {
          case Dw.TAG_UNION_TYPE -> "union ";
          case Dw.TAG_ENUMERATION_TYPE -> "enum ";
          default -> "struct ";
        };
    String name = wholeName(die);
    return name.isEmpty()
        ? keyword + "{...}"
        : Dw.hasTags(die.unit().language()) ? keyword + name : name;
  }

  private GuestType array(Die die, int depth) {
    OptionalInt target = die.reference(Dw.AT_TYPE);
    if (target.isEmpty()) {
      return new GuestType.Unknown("?[]");
    }
    GuestType element = type(target.getAsInt(), depth + 1);
    List<Die> ranges = new ArrayList<>();
    info.forEachChild(
        die,
        child -> {
          if (child.tag() == Dw.TAG_SUBRANGE_TYPE) {
            ranges.add(child);
          }
        });
    StringBuilder brackets = new StringBuilder();
    long count = 1;
    for (Die range : ranges) {
      OptionalLong length = length(range);
      if (length.isEmpty()) {
        return new GuestType.Unknown(element.spelling() + brackets + "[?]");
      }
      brackets.append('[').append(length.getAsLong()).append(']');
      count *= length.getAsLong();
      if (count > LARGEST) {
        return new GuestType.Unknown(element.spelling() + brackets);
      }
    }
    String spelling = spelling(element, brackets);
    return element instanceof GuestType.Array inner
        ? flattened(inner, count, spelling)
        : new GuestType.Array(spelling, element, count);
  }

  private static GuestType flattened(GuestType.Array inner, long count, String spelling) {
    long all = inner.count() * count;
    return all > LARGEST
        ? new GuestType.Unknown(spelling)
        : new GuestType.Array(spelling, inner.element(), all);
  }

  /** An array of arrays has its own length before theirs. */
  private static String spelling(GuestType element, CharSequence brackets) {
    String spelling = element.spelling();
    int inner = element instanceof GuestType.Array ? spelling.indexOf('[') : -1;
    return inner < 0
        ? spelling + brackets
        : spelling.substring(0, inner) + brackets + spelling.substring(inner);
  }

  /** How many elements a dimension has: 0 if it is left open, empty if nothing says. */
  private static OptionalLong length(Die range) {
    OptionalLong length;
    if (range.has(Dw.AT_COUNT)) {
      length = range.constant(Dw.AT_COUNT);
    } else if (range.has(Dw.AT_UPPER_BOUND)) {
      OptionalLong upper = range.constant(Dw.AT_UPPER_BOUND);
      long lower = range.constant(Dw.AT_LOWER_BOUND).orElse(0);
      length = upper.isPresent() ? OptionalLong.of(upper.getAsLong() - lower + 1) : upper;
    } else {
      return OptionalLong.of(0);
    }
    return length.isPresent() && length.getAsLong() >= 0 && length.getAsLong() <= LARGEST
        ? length
        : OptionalLong.empty();
  }
}

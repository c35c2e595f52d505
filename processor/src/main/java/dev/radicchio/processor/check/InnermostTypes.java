package dev.radicchio.processor.check;

import dev.radicchio.processor.dwarf.DwarfTypes;
import dev.radicchio.processor.dwarf.GuestType;
import dev.radicchio.processor.dwarf.StructDefinition;
import dev.radicchio.processor.dwarf.StructDefinition.Member;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * What types are when the structs around them that add nothing are left out: those with one member,
 * as Rust's {@code Cell} is, which are in memory and in calls what that is.
 */
final class InnermostTypes {
  /** How many structs of one member each are looked into. */
  private static final int DEEPEST = 8;

  private final DwarfTypes guest;

  InnermostTypes(DwarfTypes guest) {
    this.guest = guest;
  }

  /** The innermost type of a type, which is itself where nothing can be left out. */
  GuestType of(GuestType type) {
    List<GuestType> inner = inside(type);
    return inner.isEmpty() ? type : inner.get(inner.size() - 1);
  }

  /** What a type is when one struct around it is left out, or two, and so on. */
  List<GuestType> inside(GuestType type) {
    List<GuestType> types = new ArrayList<>();
    Optional<GuestType> sole = soleMember(type, DEEPEST);
    while (sole.isPresent() && types.size() < DEEPEST) {
      types.add(sole.get());
      sole = soleMember(sole.get(), DEEPEST - types.size());
    }
    return types;
  }

  /**
   * The type of a struct's only member, if that takes all of it. Of Rust's {@code Option} it is
   * that of the value if this is an address: {@code None} is 0 then, as Java has it.
   */
  private Optional<GuestType> soleMember(GuestType type, int depth) {
    if (depth == 0 || !(type instanceof GuestType.Struct struct)) {
      return Optional.empty();
    }
    List<Member> all = membersWithRoom(struct);
    List<Member> members =
        all.stream().filter(member -> !member.artificial() && !isEmpty(member.type())).toList();
    if (members.size() != 1
        || members.get(0).bits().isPresent()
        || members.get(0).offset() != 0
        || !members.get(0).type().size().equals(size(struct))) {
      return Optional.empty();
    }
    GuestType sole = members.get(0).type();
    return all.size() == 1 || isAddress(sole, depth - 1) ? Optional.of(sole) : Optional.empty();
  }

  private boolean isAddress(GuestType type, int depth) {
    return type instanceof GuestType.Pointer
        || soleMember(type, depth).filter(inner -> isAddress(inner, depth - 1)).isPresent();
  }

  private List<Member> membersWithRoom(GuestType.Struct struct) {
    return guest.definition(struct).map(StructDefinition::members).orElse(List.of()).stream()
        .filter(InnermostTypes::takesRoom)
        .toList();
  }

  /** A struct that only declares what another unit defines does not have its size. */
  private OptionalLong size(GuestType.Struct struct) {
    return guest.definition(struct).map(StructDefinition::size).stream()
        .mapToLong(Long::longValue)
        .findFirst();
  }

  /** Whether a type is a struct without anything in it. */
  boolean isEmpty(GuestType type) {
    return type instanceof GuestType.Struct struct
        && guest
            .definition(struct)
            .filter(
                definition -> definition.members().stream().noneMatch(InnermostTypes::takesRoom))
            .isPresent();
  }

  /** Markers of Rust and arrays of open length take none. */
  static boolean takesRoom(Member member) {
    return member.bits().isPresent() || member.type().size().orElse(1) != 0;
  }
}

package dev.radicchio.processor.check;

import dev.radicchio.processor.check.StructComparison.Row;
import dev.radicchio.processor.check.StructComparison.Verdict;
import dev.radicchio.processor.dwarf.StructDefinition;
import dev.radicchio.processor.dwarf.StructDefinition.Member;
import dev.radicchio.processor.model.FieldType;
import dev.radicchio.processor.model.GuestNames;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Pairs the fields of a Java struct with the members of a guest's: by name, and what remains in
 * this order: what the guest's compiler made up (a pointer to virtual functions) or has no name
 * with the field at its place; bit fields with the number that holds them whole; and fields that
 * pad with nothing.
 */
final class StructPairing {
  private final StructLayout java;
  private final FieldFit fit;
  private final List<Member> members;
  private final Map<StructLayout.Field, Member> pairs = new LinkedHashMap<>();
  private final Set<Member> paired = new HashSet<>();
  private final List<Row> rows = new ArrayList<>();

  StructPairing(StructDefinition guest, StructLayout java, FieldFit fit) {
    this.java = java;
    this.fit = fit;
    this.members = guest.members().stream().filter(InnermostTypes::takesRoom).toList();
  }

  List<Row> rows() {
    java.fields().forEach(this::pairByName);
    java.fields().forEach(this::pairByPlace);
    pairs.forEach((field, member) -> rows.add(new Row(member, field, verdict(field, member))));
    java.fields().stream().filter(field -> !pairs.containsKey(field)).forEach(this::addAlone);
    members.stream()
        .filter(member -> !paired.contains(member))
        .filter(member -> !member.artificial())
        .map(member -> new Row(member, null, alone(member)))
        .forEach(rows::add);
    return rows;
  }

  private void pairByName(StructLayout.Field field) {
    for (String name : names(field.model().name())) {
      for (Member member : members) {
        if (member.name().equals(name) && paired.add(member)) {
          pairs.put(field, member);
          return;
        }
      }
    }
  }

  private void pairByPlace(StructLayout.Field field) {
    if (pairs.containsKey(field)) {
      return;
    }
    members.stream()
        .filter(member -> member.artificial() || member.name().isEmpty())
        .filter(member -> member.offset() == field.offset() && fit.fits(field, member.type()))
        .filter(paired::add)
        .findFirst()
        .ifPresent(member -> pairs.put(field, member));
  }

  private void addAlone(StructLayout.Field field) {
    List<Member> inside =
        members.stream()
            .filter(member -> member.offset() < end(field) && member.end() > field.offset())
            .toList();
    if (inside.isEmpty() ? isPadding(field) : holds(field, inside)) {
      inside.forEach(member -> rows.add(new Row(member, field, Verdict.SAME)));
      if (inside.isEmpty()) {
        rows.add(new Row(null, field, Verdict.SAME));
      }
      paired.addAll(inside);
    } else {
      rows.add(new Row(null, field, Verdict.NO_MEMBER));
    }
  }

  private static boolean isPadding(StructLayout.Field field) {
    String name = field.model().name();
    return FieldFit.isBytes(field.model()) && (name.startsWith("pad") || name.startsWith("_"));
  }

  /** Whether a field is a number that holds bit fields, all of them whole. */
  private static boolean holds(StructLayout.Field field, List<Member> inside) {
    return field.model().type() instanceof FieldType.Scalar scalar
        && !field.model().indexed()
        && switch (scalar.scalar()) {
          case BYTE, SHORT, CHAR, INT, LONG -> true;
          case FLOAT, DOUBLE, BOOLEAN -> false;
        }
        && inside.stream()
            .allMatch(
                member ->
                    member.bits().isPresent()
                        && member.offset() >= field.offset()
                        && member.end() <= end(field));
  }

  private static long end(StructLayout.Field field) {
    return field.offset() + (long) field.elementSize() * field.model().count();
  }

  private Verdict verdict(StructLayout.Field field, Member member) {
    if (member.bits().isPresent()) {
      return Verdict.BIT_FIELD;
    }
    if (!fit.fits(field, member.type())) {
      return fit.fitsWithOtherSign(field, member.type()) ? Verdict.OTHER_SIGN : Verdict.OTHER_TYPE;
    }
    return member.offset() == field.offset() ? Verdict.SAME : Verdict.OTHER_OFFSET;
  }

  private static Verdict alone(Member member) {
    return member.bits().isPresent() ? Verdict.BIT_FIELD : Verdict.NO_FIELD;
  }

  /** A keyword of Java, or a name that its view has itself, gets an underscore in Java. */
  private static List<String> names(String name) {
    List<String> names = new ArrayList<>(GuestNames.of(name));
    if (name.endsWith("_") && name.length() > 1) {
      names.addAll(GuestNames.of(name.substring(0, name.length() - 1)));
    }
    return names;
  }
}

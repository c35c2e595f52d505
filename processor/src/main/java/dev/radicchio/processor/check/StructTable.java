package dev.radicchio.processor.check;

import dev.radicchio.processor.check.StructComparison.Row;
import dev.radicchio.processor.check.StructComparison.Verdict;
import dev.radicchio.processor.dwarf.StructDefinition.Member;
import dev.radicchio.processor.model.FieldModel;
import dev.radicchio.processor.model.FieldType;
import dev.radicchio.processor.model.MethodModel;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.OptionalLong;

/** Both layouts of a struct as text, side by side, with a mark on each line that differs. */
final class StructTable {
  private static final int LONGEST_GUEST_COLUMN = 80;

  private record Line(boolean marked, String guest, String java) {}

  private StructTable() {}

  /**
   * Lines that end with a line break.
   *
   * @param javaName what the struct is called in Java
   */
  static String of(StructComparison comparison, String javaName) {
    List<Line> lines = new ArrayList<>();
    lines.add(
        new Line(
            false,
            cell("offset", "size", comparison.guest().name()),
            cell("offset", "size", javaName)));
    for (Row row : comparison.rows()) {
      lines.add(new Line(row.verdict() != Verdict.SAME, guest(row), java(row)));
    }
    lines.add(
        new Line(
            !comparison.sameSize(),
            cell("", Long.toString(comparison.guest().size()), "in all"),
            cell("", Integer.toString(comparison.java().size()), "in all")));
    int width =
        lines.stream()
            .mapToInt(line -> line.guest.length())
            .filter(length -> length <= LONGEST_GUEST_COLUMN)
            .max()
            .orElse(0);
    StringBuilder text = new StringBuilder();
    for (Line line : lines) {
      text.append(
          ("  " + (line.marked ? "> " : "  ") + padded(line.guest, width) + " | " + line.java)
              .stripTrailing());
      text.append('\n');
    }
    return text.toString();
  }

  private static String padded(String text, int width) {
    return text + " ".repeat(Math.max(0, width - text.length()));
  }

  private static String cell(String offset, String size, String what) {
    return String.format(Locale.ROOT, "%6s %4s  %s", offset, size, what);
  }

  private static String guest(Row row) {
    Member member = row.member();
    if (member == null) {
      return "";
    }
    OptionalLong size = member.type().size();
    String bytes = size.isPresent() ? Long.toString(size.getAsLong()) : "?";
    return cell(
        Long.toString(member.offset()),
        member.bits().isPresent() ? "" : bytes,
        declarator(member.type().spelling(), member.name())
            + (member.bits().isPresent() ? " : " + member.bits().getAsLong() : ""));
  }

  /** As in {@code int x} and {@code char *text}. */
  private static String declarator(String type, String name) {
    boolean isTight = name.isEmpty() || type.endsWith("*") || type.endsWith("&");
    return type + (isTight ? "" : " ") + name;
  }

  private static String java(Row row) {
    StructLayout.Field field = row.field();
    return field == null
        ? ""
        : cell(
            Integer.toString(field.offset()),
            Long.toString((long) field.elementSize() * field.model().count()),
            type(field.model()) + " " + field.model().name());
  }

  private static String type(FieldModel field) {
    return (field.type() instanceof FieldType.Pointer ? "@Pointer " : "")
        + MethodModel.typeName(field.javaType())
        + (field.indexed() ? "[" + field.count() + "]" : "");
  }
}

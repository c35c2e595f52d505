package dev.radicchio.random;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * Counts what random programs are made of, by language and relocation model, so that one sees what
 * is never made.
 */
final class ConstructTable {
  private static final List<String> COLUMNS =
      List.of(
          "c relocs",
          "c pic-relocs",
          "c dylink",
          "c absolute",
          "c rebased",
          "cxx relocs",
          "cxx pic-relocs",
          "cxx dylink",
          "cxx header",
          "rust relocs");

  private final Map<String, Map<String, Integer>> counts = new TreeMap<>();

  /** The table of some programs, as lines of comma-separated values. */
  static List<String> of(List<RandomProgram> programs) {
    ConstructTable table = new ConstructTable();
    programs.forEach(table::add);
    List<String> lines = new ArrayList<>(List.of("construct," + String.join(",", COLUMNS)));
    table.counts.forEach(
        (construct, byColumn) ->
            lines.add(
                COLUMNS.stream()
                    .map(column -> String.valueOf(byColumn.getOrDefault(column, 0)))
                    .collect(Collectors.joining(",", construct + ",", ""))));
    return lines;
  }

  private void count(String column, String construct) {
    counts.computeIfAbsent(construct, none -> new TreeMap<>()).merge(column, 1, Integer::sum);
  }

  private void add(RandomProgram program) {
    for (Part part : program.parts()) {
      String column = column(part);
      count(column, "part: " + part.units() + " source files");
      count(column, "part: -" + part.level());
      if (part.language() != Language.RUST) {
        count(column, "part: LLVM " + part.llvm());
      }
      part.features().forEach(option -> count(column, "part: " + option));
      part.layout().forEach(option -> count(column, "part: " + option));
      addSettings(program.settings(), column);
    }
    for (Item item : program.items()) {
      if (item.linkage().isDefined()) {
        String column =
            item.unit().isHeader() ? "cxx header" : column(program.part(item.unit().part()));
        add(program, item, column);
      }
    }
  }

  private void addSettings(RandomProgram.Settings settings, String column) {
    if (settings.guestHeap()) {
      count(column, "program: a module has the heap");
    }
    if (settings.atomics()) {
      count(column, "program: for threads");
    }
    if (settings.library()) {
      count(column, "program: each module has C's library");
    }
    if (settings.twice()) {
      count(column, "program: two instances");
    }
  }

  private static String column(Part part) {
    return part.language().name().toLowerCase(Locale.ROOT) + " " + part.model().label();
  }

  private void add(RandomProgram program, Item item, String column) {
    String linkage = lower(item.linkage());
    if (item instanceof Function function) {
      count(column, "function: " + linkage);
      count(column, "function: takes " + lower(function.shape()));
    } else if (item instanceof Variable variable) {
      count(column, "variable: " + linkage);
      count(column, "variable: of " + lower(variable.contents()));
      add(variable.traits(), column);
      addTargets(program, variable, column);
    } else if (item instanceof Constructor constructor) {
      count(column, "constructor: priority " + constructor.priority());
    } else if (item instanceof VirtualClass type) {
      String inline = type.unit().isHeader() ? "inline" : "in one file";
      count(column, "class: " + inline + (type.base().isEmpty() ? "" : ", with a base"));
    }
    RandomProgram.operations(item)
        .forEach(
            operation ->
                count(
                    column,
                    "operation: "
                        + operation.label()
                        + where(program, item, operation.references().toList())));
  }

  private void add(Variable.Traits traits, String column) {
    Map<String, Boolean> all =
        Map.of(
            "constant", traits.constant(),
            "zero", traits.zero(),
            "thread-local", traits.threadLocal(),
            "in a section of its own", traits.section(),
            "initialized by code", traits.dynamic(),
            "aligned", traits.align() > 0,
            "addresses with an addend", traits.skew() != 0);
    all.forEach(
        (name, holds) -> {
          if (holds) {
            count(column, "variable: " + name);
          }
        });
  }

  private void addTargets(RandomProgram program, Variable variable, String column) {
    variable.targets().stream()
        .filter(Objects::nonNull)
        .forEach(
            target -> {
              String kind =
                  program
                      .item(target.name())
                      .map(to -> to instanceof Variable ? "data" : "function")
                      .orElse("nothing");
              count(
                  column,
                  "address in data: of a "
                      + kind
                      + where(program, variable, List.of(target.name())));
            });
  }

  /** Whether any of what an item refers to is elsewhere, and how it is seen there. */
  private static String where(RandomProgram program, Item from, List<String> names) {
    for (String name : names) {
      Item to = program.item(name).orElse(null);
      if (to != null && !to.linkage().isDefined()) {
        return ", " + lower(to.linkage());
      } else if (to != null && to.linkage().isWeak()) {
        return ", weak";
      } else if (to != null
          && !to.unit().part().equals(from.unit().part())
          && !to.unit().isHeader()) {
        return ", of another part";
      }
    }
    return "";
  }

  private static String lower(Enum<?> value) {
    return value.name().toLowerCase(Locale.ROOT).replace('_', ' ');
  }
}

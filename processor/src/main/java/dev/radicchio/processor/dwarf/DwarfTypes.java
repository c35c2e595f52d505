package dev.radicchio.processor.dwarf;

import dev.radicchio.link.WasmFile;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * The structs of a module that were asked for by name. One pass over the entries finds where they
 * are, and which namespaces are around them; what they consist of is read then, by following
 * references.
 */
public final class DwarfTypes {
  private final DebugInfo info;
  private final Scopes scopes = new Scopes();
  private final TypeReader types;

  /** The entries that have one of the names: structs, and what {@code typedef} calls so. */
  private final List<Integer> found = new ArrayList<>();

  private DwarfTypes(DebugInfo info) {
    this.info = info;
    this.types = new TypeReader(info, scopes);
  }

  /**
   * Looks through a module.
   *
   * @param names the names to look for, with namespaces or without
   * @return empty if the module has no debug information, or none that can be read
   */
  public static Optional<DwarfTypes> read(WasmFile file, Collection<String> names) {
    try {
      DwarfTypes types = new DwarfTypes(new DebugInfo(new DebugSections(file)));
      Set<String> lastNames = new LinkedHashSet<>();
      names.forEach(name -> lastNames.add(lastOf(name)));
      types.info.units().forEach(unit -> types.scan(unit, lastNames));
      return types.info.units().isEmpty() ? Optional.empty() : Optional.of(types);
    } catch (MalformedDwarfException e) {
      return Optional.empty();
    }
  }

  /** What is around the children of an entry. */
  private enum Surroundings {
    /** Nothing that belongs to their names. */
    PLAIN,
    /** A namespace or a type. */
    SCOPE,
    /** A function: its types are its own. */
    FUNCTION
  }

  private void scan(Unit unit, Set<String> names) {
    Deque<Surroundings> around = new ArrayDeque<>();
    int offset = unit.first();
    do {
      Die die = info.die(unit, offset);
      offset = die.end();
      if (die.tag() == 0) {
        if (around.poll() == Surroundings.SCOPE) {
          scopes.close(die.end());
        }
        continue;
      }
      boolean inFunction = around.peek() == Surroundings.FUNCTION;
      if (!inFunction
          && (Dw.isStruct(die.tag()) || die.tag() == Dw.TAG_TYPEDEF)
          && !die.is(Dw.AT_DECLARATION)
          && names.contains(types.name(die))) {
        found.add(die.offset());
      }
      if (die.hasChildren()) {
        Surroundings inside = inFunction ? Surroundings.FUNCTION : inside(die);
        if (inside == Surroundings.SCOPE) {
          scopes.open(die.offset());
        }
        around.push(inside);
      }
    } while (!around.isEmpty());
  }

  private static Surroundings inside(Die die) {
    return switch (die.tag()) {
      case Dw.TAG_NAMESPACE,
          Dw.TAG_MODULE,
          Dw.TAG_STRUCTURE_TYPE,
          Dw.TAG_CLASS_TYPE,
          Dw.TAG_UNION_TYPE,
          Dw.TAG_ENUMERATION_TYPE ->
          Surroundings.SCOPE;
      case Dw.TAG_SUBPROGRAM, Dw.TAG_LEXICAL_BLOCK -> Surroundings.FUNCTION;
      default -> Surroundings.PLAIN;
    };
  }

  /**
   * The definitions that a name may mean, by their whole names. A whole name has several where
   * compilation units disagree; equal ones are there once. Without a namespace, {@code name} means
   * what has that name in any but those of the standard libraries of C++ and Rust, and what is in
   * none comes before all others.
   */
  public Map<String, List<StructDefinition>> structs(String name) {
    Map<String, Set<StructDefinition>> byName = new LinkedHashMap<>();
    try {
      for (int offset : found) {
        Die die = info.die(offset);
        String wholeName = types.wholeName(die);
        if (matches(wholeName, name) && (!isOfLibrary(wholeName) || name.contains("::"))) {
          types
              .struct(die)
              .flatMap(struct -> types.definition(struct, wholeName))
              .ifPresent(
                  definition ->
                      byName
                          .computeIfAbsent(wholeName, key -> new LinkedHashSet<>())
                          .add(definition));
        }
      }
    } catch (MalformedDwarfException e) {
      return Map.of();
    }
    Set<StructDefinition> exact = byName.get(name);
    Map<String, List<StructDefinition>> structs = new LinkedHashMap<>();
    (exact == null ? byName : Map.of(name, exact))
        .forEach((key, definitions) -> structs.put(key, List.copyOf(definitions)));
    return structs;
  }

  /** What a struct that is a member consists of, if that is known. */
  public Optional<StructDefinition> definition(GuestType.Struct struct) {
    try {
      return types.definition(info.die(struct.offset()), struct.spelling());
    } catch (MalformedDwarfException e) {
      return Optional.empty();
    }
  }

  /** Whether a name with all its namespaces is what a name with some of them or none means. */
  public static boolean matches(String wholeName, String name) {
    return wholeName.equals(name) || wholeName.endsWith("::" + name);
  }

  private static boolean isOfLibrary(String wholeName) {
    return wholeName.startsWith("std::")
        || wholeName.startsWith("core::")
        || wholeName.startsWith("alloc::");
  }

  /** The name without namespaces; those in type arguments are none of its own. */
  private static String lastOf(String name) {
    int arguments = name.indexOf('<');
    int colons = name.lastIndexOf("::", arguments < 0 ? name.length() : arguments);
    return colons < 0 ? name : name.substring(colons + 2);
  }
}

package dev.radicchio.processor.dwarf;

import dev.radicchio.link.FunctionSymbol;
import dev.radicchio.link.WasmFile;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Deque;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The functions and structs of a module that were asked for. One pass over the entries finds where
 * they are, and which namespaces are around them; what they consist of is read then, by following
 * references.
 */
public final class DwarfTypes {
  private final DebugInfo info;
  private final Scopes scopes = new Scopes();
  private final TypeReader types;
  private final FunctionIndex functions;
  private final Map<GuestType.Struct, List<StructDefinition>> known = new HashMap<>();
  private final Map<Integer, GuestFunction> readFunctions = new HashMap<>();

  /** The entries that have one of the names: structs, and what {@code typedef} calls so. */
  private final List<Integer> found = new ArrayList<>();

  /** The entries of all structs, for those that another unit only declares. */
  private final List<Integer> structs = new ArrayList<>();

  /** The same by their names, once one was asked for. */
  private @Nullable Map<String, List<Integer>> structsByName;

  private DwarfTypes(DebugInfo info, Collection<FunctionSymbol> functions) {
    this.info = info;
    this.types = new TypeReader(info, scopes);
    this.functions = new FunctionIndex(info, functions);
  }

  /**
   * Looks through a module.
   *
   * @param names the structs to look for, with namespaces or without
   * @param functions the functions to look for
   * @return empty if the module has no debug information, or none that can be read
   */
  public static Optional<DwarfTypes> read(
      WasmFile file, Collection<String> names, Collection<FunctionSymbol> functions) {
    try {
      DwarfTypes types = new DwarfTypes(new DebugInfo(new DebugSections(file)), functions);
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
      if (die.tag() == Dw.TAG_SUBPROGRAM) {
        functions.add(die);
      } else if (!inFunction) {
        note(die, names);
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

  private void note(Die die, Set<String> names) {
    if ((!Dw.isStruct(die.tag()) && die.tag() != Dw.TAG_TYPEDEF) || die.is(Dw.AT_DECLARATION)) {
      return;
    }
    if (die.tag() != Dw.TAG_TYPEDEF) {
      structs.add(die.offset());
    }
    if (names.contains(types.name(die))) {
      found.add(die.offset());
    }
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

  /**
   * What is said of a function: one that is described by where its code is, or all that have its
   * name; none if nothing is.
   *
   * @param name the name of the export or the import
   */
  public List<GuestFunction> functions(FunctionSymbol function, String name) {
    try {
      return functions.find(function, name).stream().map(this::read).distinct().toList();
    } catch (MalformedDwarfException e) {
      return List.of();
    }
  }

  /** What a pointer to a function says of it, if that can be read. */
  public Optional<GuestFunction> function(GuestType.Function type) {
    try {
      return Optional.of(read(info.die(type.offset())));
    } catch (MalformedDwarfException e) {
      return Optional.empty();
    }
  }

  private GuestFunction read(Die function) {
    GuestFunction known = readFunctions.get(function.offset());
    if (known == null) {
      known = readOnce(function);
      readFunctions.put(function.offset(), known);
    }
    return known;
  }

  private GuestFunction readOnce(Die function) {
    Die origin = functions.origin(function);
    Die declaration = functions.declaration(function);
    List<GuestType> parameters = new ArrayList<>();
    List<Die> children = new ArrayList<>();
    info.forEachChild(origin, children::add);
    for (Die child : children) {
      if (child.tag() == Dw.TAG_FORMAL_PARAMETER) {
        parameters.add(types.typeOf(child).orElseGet(() -> new GuestType.Unknown("?")));
      }
    }
    return new GuestFunction(
        types.name(origin),
        parameters,
        types.typeOf(origin).or(() -> types.typeOf(declaration)),
        children.stream().anyMatch(child -> child.tag() == Dw.TAG_UNSPECIFIED_PARAMETERS),
        origin.unit().language() == Dw.LANG_RUST);
  }

  /** What a struct consists of, if that is known; where units disagree, the first of them. */
  public Optional<StructDefinition> definition(GuestType.Struct struct) {
    return definitions(struct).stream().findFirst();
  }

  /**
   * What a struct consists of: several where it is only declared, and units that define it
   * disagree; none if nothing says so.
   */
  public List<StructDefinition> definitions(GuestType.Struct struct) {
    List<StructDefinition> definitions = known.get(struct);
    if (definitions == null) {
      try {
        definitions = readDefinitions(struct);
      } catch (MalformedDwarfException e) {
        definitions = List.of();
      }
      known.put(struct, definitions);
    }
    return definitions;
  }

  private List<StructDefinition> readDefinitions(GuestType.Struct struct) {
    Die die = info.die(struct.offset());
    if (!die.is(Dw.AT_DECLARATION)) {
      return types.definition(die, struct.spelling()).stream().toList();
    }
    String wholeName = types.wholeName(die);
    return structsByName().getOrDefault(types.name(die), List.of()).stream()
        .map(info::die)
        .filter(definition -> types.wholeName(definition).equals(wholeName))
        .flatMap(definition -> types.definition(definition, wholeName).stream())
        .distinct()
        .toList();
  }

  private Map<String, List<Integer>> structsByName() {
    Map<String, List<Integer>> byName = structsByName;
    if (byName == null) {
      byName = new HashMap<>();
      for (int offset : structs) {
        byName.computeIfAbsent(types.name(info.die(offset)), key -> new ArrayList<>()).add(offset);
      }
      structsByName = byName;
    }
    return byName;
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

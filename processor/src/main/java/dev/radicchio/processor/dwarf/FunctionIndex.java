package dev.radicchio.processor.dwarf;

import dev.radicchio.link.FunctionSymbol;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.Set;

/**
 * Where the entries of some functions are: by where their code begins, and by the names that the
 * linker knows them by.
 *
 * <p>What begins where a function does describes it, unless the compiler made one function of
 * several that have the same code: then it may describe another of them. rustc does so, but exports
 * a function by the name that the linker knows; clang does not, but may export one by any name.
 */
final class FunctionIndex {
  /** What wasm-ld calls the function that it puts around an export of a command. */
  private static final String WRAPPER = ".command_export";

  private final DebugInfo info;
  private final Set<Long> starts = new HashSet<>();
  private final Set<String> names = new HashSet<>();
  private final Map<Long, Integer> byStart = new HashMap<>();
  private final Map<String, List<Integer>> byName = new HashMap<>();

  FunctionIndex(DebugInfo info, Collection<FunctionSymbol> wanted) {
    this.info = info;
    for (FunctionSymbol function : wanted) {
      function.codeOffset().ifPresent(start -> starts.add((long) start));
      names.addAll(function.exports());
      sourceName(function).ifPresent(names::add);
    }
  }

  private static Optional<String> sourceName(FunctionSymbol function) {
    return function
        .name()
        .map(
            name ->
                name.endsWith(WRAPPER)
                    ? name.substring(0, name.length() - WRAPPER.length())
                    : name);
  }

  /** Notes an entry of a function if it is wanted. */
  void add(Die function) {
    OptionalLong start = info.lowPc(function);
    if (start.isPresent() && starts.contains(start.getAsLong())) {
      byStart.putIfAbsent(start.getAsLong(), function.offset());
    }
    String name = linkageName(function);
    if (names.contains(name) && isExternal(function)) {
      byName.computeIfAbsent(name, key -> new ArrayList<>()).add(function.offset());
    }
  }

  /** The entries that describe what is exported, or imported, by a name. */
  List<Die> find(FunctionSymbol function, String name) {
    OptionalInt start = function.codeOffset();
    Integer there = start.isPresent() ? byStart.get((long) start.getAsInt()) : null;
    if (there != null && describes(info.die(there), function, name)) {
      return List.of(info.die(there));
    }
    return sourceName(function)
        .filter(source -> function.exports().size() <= 1)
        .map(byName::get)
        .or(() -> Optional.ofNullable(byName.get(name)))
        .orElse(List.of())
        .stream()
        .map(info::die)
        .toList();
  }

  private boolean describes(Die die, FunctionSymbol function, String export) {
    return linkageName(die).equals(export)
        || (die.unit().language() != Dw.LANG_RUST
            && function.exports().size() == 1
            && mayBeNamed(die, function));
  }

  /** Whether the module does not have another name for it, as after code was moved. */
  private boolean mayBeNamed(Die die, FunctionSymbol function) {
    String name = info.name(declaration(die)); // Part of what a name without mangling has.
    return function.name().filter(other -> !other.contains(name)).isEmpty();
  }

  private boolean isExternal(Die function) {
    return function.is(Dw.AT_EXTERNAL) || declaration(function).is(Dw.AT_EXTERNAL);
  }

  /** Where an entry refers to another that has what it leaves out, that of the last one. */
  private String linkageName(Die function) {
    String name = info.linkageName(function);
    return name.isEmpty() ? info.linkageName(declaration(function)) : name;
  }

  /** The entry that one which is out of line, or defined elsewhere than declared, completes. */
  Die declaration(Die function) {
    Die origin = origin(function);
    OptionalInt declared = origin.reference(Dw.AT_SPECIFICATION);
    return declared.isPresent() ? info.die(declared.getAsInt()) : origin;
  }

  /** The entry that has the parameters of one. */
  Die origin(Die function) {
    OptionalInt origin = function.reference(Dw.AT_ABSTRACT_ORIGIN);
    return origin.isPresent() ? info.die(origin.getAsInt()) : function;
  }
}

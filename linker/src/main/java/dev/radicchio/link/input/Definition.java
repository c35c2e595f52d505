package dev.radicchio.link.input;

import dev.radicchio.binary.DylinkSection;
import dev.radicchio.binary.Export;
import dev.radicchio.binary.ExternType;
import dev.radicchio.binary.LinkingSection;
import dev.radicchio.binary.Symbol;
import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A function or data that a module defines under a name that other modules may mean as well: a
 * symbol that is not local, or what a module without symbols exports. Data is only that of modules
 * whose globals are known to be addresses: those with symbols and shared libraries.
 *
 * @param export what it is; data is a global, whose index is -1 where the module does not export it
 * @param binding whether another definition of the name may replace it
 * @param exported whether the module exports it under that name
 * @param size bytes of data; -1 if nothing tells
 * @param comdat whether it is a function of which each definition is as good as another
 * @param constant whether it is data that code only reads
 */
public record Definition(
    Export export, Binding binding, boolean exported, int size, boolean comdat, boolean constant) {
  /** What becomes of a definition beside another one of its name. */
  public enum Binding {
    /** It is the only one. */
    STRONG,
    /** It gives way to the other. */
    WEAK,
    /** It may be either, as nothing tells. */
    UNKNOWN
  }

  /** Those of a module, in order; each once. */
  static Collection<Definition> of(ModuleContents contents, Relocatability model) {
    return model.relocations().isPresent()
        ? ofSymbols(contents)
        : ofExports(contents, model.library());
  }

  public String name() {
    return export.name();
  }

  /** Whether it is a function; otherwise it is data. */
  public boolean isFunction() {
    return export.kind() == ExternType.Kind.FUNCTION;
  }

  private static Collection<Definition> ofExports(
      ModuleContents contents, Optional<DylinkSection> library) {
    Set<String> imported = new HashSet<>();
    contents.binary().imports().forEach(each -> imported.add(each.qualifiedName()));
    Map<Export, Definition> all = new LinkedHashMap<>();
    for (Export export : contents.binary().exports()) {
      boolean shared =
          export.kind() == ExternType.Kind.FUNCTION
              ? export.index() >= contents.binary().imported(ExternType.Kind.FUNCTION)
              : export.kind() == ExternType.Kind.GLOBAL
                  && library.isPresent()
                  && contents.exportedValue(export).isPresent();
      if (shared) {
        Binding binding =
            library.map(section -> binding(section, imported, export)).orElse(Binding.STRONG);
        all.put(export, new Definition(export, binding, true, -1, false, false));
      }
    }
    return all.values();
  }

  /**
   * Linkers import what a library defines weakly and exports, so that it can be replaced, and the
   * addresses of all functions and data that it exports; those before LLVM 15 only these. Which of
   * them are weak, they say of thread-local data only. Of mangled names it is taken for granted,
   * since a language that mangles them has one definition; functions of other names are not, and of
   * data nothing is known. What a library has no entry for in its GOT, it cannot have from others.
   */
  private static Binding binding(DylinkSection library, Set<String> imported, Export export) {
    String name = export.name();
    if (library.weakExports().contains(name) || imported.contains(ImportNames.flat(name))) {
      return Binding.WEAK;
    }
    boolean data = imported.contains(ImportNames.GOT_MEM + "." + name);
    if (!data && !imported.contains(ImportNames.GOT_FUNC + "." + name)) {
      return Binding.STRONG;
    }
    if (name.startsWith("_Z") || name.startsWith("_R")) {
      return Binding.WEAK;
    }
    return data ? Binding.UNKNOWN : Binding.STRONG;
  }

  private static Binding binding(Symbol symbol) {
    return symbol.isWeak() ? Binding.WEAK : Binding.STRONG;
  }

  private static Collection<Definition> ofSymbols(ModuleContents contents) {
    LinkingSection linking = contents.linking().orElseThrow();
    // each object file that was linked has an entry of its own for a symbol
    Map<Export, Definition> all = new LinkedHashMap<>();
    for (Symbol symbol : linking.symbols()) {
      Definition definition = ofSymbol(contents, linking, symbol);
      if (definition != null) {
        all.putIfAbsent(definition.export, definition);
      }
    }
    return all.values();
  }

  private static @Nullable Definition ofSymbol(
      ModuleContents contents, LinkingSection linking, Symbol symbol) {
    if (symbol.isUndefined() || symbol.isLocal()) {
      return null;
    }
    return switch (symbol.kind()) {
      case FUNCTION -> {
        Export exported = contents.export(symbol.name(), ExternType.Kind.FUNCTION);
        yield new Definition(
            new Export(symbol.name(), ExternType.Kind.FUNCTION, symbol.index()),
            binding(symbol),
            exported != null && isExported(contents, symbol, exported.index()),
            -1,
            linking.comdatFunctions().contains(symbol.index()),
            false);
      }
      case DATA -> {
        Export exported = contents.export(symbol.name(), ExternType.Kind.GLOBAL);
        yield symbol.isAbsolute()
            ? null
            : new Definition(
                new Export(
                    symbol.name(),
                    ExternType.Kind.GLOBAL,
                    exported == null ? -1 : exported.index()),
                binding(symbol),
                exported != null,
                symbol.size(),
                false,
                isReadOnly(linking, symbol.index()));
      }
      default -> null;
    };
  }

  /** Whether an exported function is a symbol's, or a command's wrapper of it. */
  private static boolean isExported(ModuleContents contents, Symbol symbol, int function) {
    String name = contents.names().functions().getOrDefault(function, "");
    return function == symbol.index() || name.equals(symbol.name() + LinkerSymbols.COMMAND_EXPORT);
  }

  private static boolean isReadOnly(LinkingSection linking, int segment) {
    return segment < linking.segments().size()
        && linking.segments().get(segment).name().startsWith(".rodata");
  }
}

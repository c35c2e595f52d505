package dev.radicchio.link.resolve;

import dev.radicchio.binary.ExternType;
import dev.radicchio.binary.Import;
import dev.radicchio.link.input.Instance;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;

/**
 * The way from an import to its definition, through instances that export again what they import.
 *
 * <pre>
 *   a imports b.f     b exports f, which is its import c.g     c exports g and defines it
 *   links             a: b.f to b's f,   b: c.g to c's g       end: defined by c
 * </pre>
 *
 * @param links each import with the export that it means, the first import's first
 */
public record ImportChain(List<Link> links, End end) {
  /** An import of an instance. */
  public record Importing(Instance importer, int index, Import imported) {}

  /** What an import means, be it defined there or imported in turn. */
  public record Link(Importing from, FoundExport found) {}

  /** Where a chain ends. */
  public sealed interface End {
    /** At the instance that defines what is imported. */
    record Defined(Instance owner, int index) implements End {}

    /** At an import for which no instance's export is looked for, or none is found. */
    record Open(Importing at) implements End {}

    /** At an import that means what an earlier one does. */
    record Circle(Importing at) implements End {}
  }

  /** Follows an import to its definition. */
  static ImportChain of(SymbolTable symbols, Importing first) {
    return of(symbols, first, importing -> false);
  }

  /**
   * Follows an import.
   *
   * @param otherwiseDefined whether what an import means is no export of an instance
   */
  public static ImportChain of(
      SymbolTable symbols, Importing first, Predicate<Importing> otherwiseDefined) {
    ExternType.Kind kind = first.imported().type().kind();
    List<Link> links = new ArrayList<>();
    Set<FoundExport> onTheWay = new HashSet<>();
    Importing at = first;
    while (true) {
      Optional<FoundExport> found =
          otherwiseDefined.test(at) ? Optional.empty() : symbols.find(at.importer(), at.imported());
      if (found.isEmpty()) {
        return new ImportChain(links, new End.Open(at));
      }
      if (!onTheWay.add(found.get())) {
        return new ImportChain(links, new End.Circle(at));
      }
      links.add(new Link(at, found.get()));
      Instance owner = found.get().instance();
      int index = found.get().export().index();
      List<Import> imports = owner.binary().imports(kind);
      if (index >= imports.size()) {
        return new ImportChain(links, new End.Defined(owner, index));
      }
      at = new Importing(owner, index, imports.get(index));
    }
  }
}

package dev.radicchio.link.bind;

import dev.radicchio.binary.ExternType;
import dev.radicchio.binary.Import;
import dev.radicchio.link.input.Instance;
import dev.radicchio.link.input.LinkerSymbols;
import dev.radicchio.link.plan.ResolvedImport;
import dev.radicchio.link.problem.Problem;
import dev.radicchio.link.problem.ProblemCode;
import dev.radicchio.link.resolve.FoundExport;
import dev.radicchio.link.resolve.ImageTypes;
import dev.radicchio.link.resolve.ResolvedImports;
import dev.radicchio.link.resolve.SymbolTable;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Decides which tag of the image every tag of every instance is. Tags of one name and type are one,
 * whatever defines them, as they are where objects are linked to one module: what one instance
 * throws, another catches. A name is that of a symbol that is not local, or of a library's export;
 * tags of other modules are their own, as are the addresses that they may carry.
 */
final class TagBinder {
  private final SymbolTable symbols;
  private final ImageTypes types;
  private final List<int[]> indices = new ArrayList<>();
  private final List<Integer> tags = new ArrayList<>();
  private final Map<Named, Integer> byName = new HashMap<>();
  private final ResolvedImports resolved = new ResolvedImports();
  private final List<Problem> problems = new ArrayList<>();

  /** A tag that is one for all instances. */
  private record Named(String name, int type) {}

  private TagBinder(SymbolTable symbols, ImageTypes types) {
    this.symbols = symbols;
    this.types = types;
  }

  /**
   * The tags of the image.
   *
   * @param indices which of them each tag of each instance is, by the instance's number
   * @param types the type in the image of each
   * @param ofLanguages those that languages define, by their names
   */
  record Tags(
      List<int[]> indices,
      List<Integer> types,
      SortedMap<String, Integer> ofLanguages,
      List<ResolvedImport> imports,
      List<Problem> problems) {}

  static Tags bind(List<Instance> instances, SymbolTable symbols, ImageTypes types) {
    TagBinder binder = new TagBinder(symbols, types);
    instances.forEach(binder::number);
    instances.forEach(binder::bindImports);
    return new Tags(
        binder.indices, binder.tags, binder.ofLanguages(), binder.resolved.all(), binder.problems);
  }

  private SortedMap<String, Integer> ofLanguages() {
    SortedMap<String, Integer> all = new TreeMap<>();
    byName.forEach(
        (named, tag) -> {
          if (LinkerSymbols.TAGS.contains(named.name)) {
            all.merge(named.name, tag, Math::min);
          }
        });
    return all;
  }

  private void number(Instance instance) {
    List<ExternType.Tag> all = instance.binary().tags();
    int[] ofInstance = new int[all.size()];
    for (int i = instance.binary().imported(ExternType.Kind.TAG); i < all.size(); i++) {
      String name = instance.module().tagName(i);
      ofInstance[i] = name == null ? add(type(instance, i)) : named(name, type(instance, i));
    }
    indices.add(ofInstance);
  }

  private int add(int type) {
    tags.add(type);
    return tags.size() - 1;
  }

  private int named(String name, int type) {
    return byName.computeIfAbsent(new Named(name, type), none -> add(type));
  }

  private void bindImports(Instance instance) {
    List<Import> imports = instance.binary().imports(ExternType.Kind.TAG);
    for (int tag = 0; tag < imports.size(); tag++) {
      bind(instance, tag, imports.get(tag));
    }
  }

  private void bind(Instance instance, int tag, Import imported) {
    Optional<FoundExport> found = symbols.find(instance, imported);
    if (found.isEmpty() && LinkerSymbols.TAGS.contains(imported.name())) {
      indices.get(instance.number())[tag] = named(imported.name(), type(instance, tag));
      return;
    }
    if (found.isEmpty() || !found.get().isDefined()) {
      problems.add(symbols.unresolved(instance, imported, "(a tag)"));
      return;
    }
    Instance owner = found.get().instance();
    int target = found.get().export().index();
    if (type(instance, tag) != type(owner, target)) {
      problems.add(
          ProblemCode.TAG_TYPE_MISMATCH.of(
              instance.name(), instance.file(), imported.qualifiedName(), owner.file()));
    }
    indices.get(instance.number())[tag] = indices.get(owner.number())[target];
    resolved.add(instance, ResolvedImport.Kind.TAG, imported, found.get());
  }

  private int type(Instance instance, int tag) {
    return types.of(instance, instance.binary().tags().get(tag).typeIndex());
  }
}

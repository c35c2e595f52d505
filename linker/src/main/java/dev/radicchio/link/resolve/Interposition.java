package dev.radicchio.link.resolve;

import dev.radicchio.binary.Export;
import dev.radicchio.binary.ExternType;
import dev.radicchio.link.allocator.Allocation;
import dev.radicchio.link.allocator.LiveCode;
import dev.radicchio.link.input.Definition;
import dev.radicchio.link.input.Definition.Binding;
import dev.radicchio.link.input.ImportNames;
import dev.radicchio.link.input.Instance;
import dev.radicchio.link.problem.Problem;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;

/**
 * Which definition a name means where several instances have one. As with objects that are linked
 * to one module, a weak definition gives way to another of its name, in the module that has it as
 * well: to the first that is exported and not weak, or else to the first weak one. Where nothing
 * tells whether a shared library's data is weak, it goes between the two.
 *
 * <pre>
 *   instance   has                          means
 *   a          weak policy, weak hits       c's policy, a's hits
 *   b          weak hits                    a's hits
 *   c          policy, exported
 *   a2 (of a)  weak policy, weak hits       c's policy, its own hits
 * </pre>
 *
 * <p>Instances of one file keep their state apart, so that of them only the first takes part where
 * all definitions are weak. C++'s type information is one for all, weak or not, since its address
 * is the identity of the type. What {@link SymbolName#isOfLibrary libraries} define stays as each
 * module has it, and so do virtual tables, whose functions use that. A binding of the user's goes
 * before all of that.
 */
public final class Interposition {
  private final BoundImports bound;
  private final SharedDefinitions shared;
  private final LiveCode live;
  private final Map<Place, Replacement> replacing = new HashMap<>();
  private final Map<Instance, Set<FoundExport>> overriding = new HashMap<>();

  /** A name as an instance means it. */
  private record Place(Instance instance, Name name) {}

  private record Name(ExternType.Kind kind, String name) {}

  /**
   * What a definition gives way to.
   *
   * @param interchangeable whether both are functions of which each is as good as the other
   */
  private record Replacement(FoundExport found, boolean interchangeable) {}

  /** One of an instance's definitions. */
  record Candidate(Instance instance, Definition definition) {
    FoundExport found() {
      return new FoundExport(instance, definition.export());
    }

    private boolean isOf(Instance other) {
      return instance.equals(other);
    }

    private boolean is(Binding binding) {
      return definition.binding() == binding;
    }

    /** Whether others see it and give way. */
    private boolean isStrong() {
      return is(Binding.STRONG) && definition.exported();
    }

    /** Whether its own module cannot have another one instead. */
    private boolean isFixed() {
      return isStrong() && instance.module().relocatability().relocations().isEmpty();
    }

    /**
     * Whether it may be a function of which each is as good as another; of libraries none tells.
     */
    private boolean isInterchangeable() {
      boolean tells = instance.module().relocatability().relocations().isPresent();
      return tells ? definition.comdat() : is(Binding.WEAK);
    }

    private String file() {
      return instance.module().sha256();
    }
  }

  private Interposition(BoundImports bound, SharedDefinitions shared, LiveCode live) {
    this.bound = bound;
    this.shared = shared;
    this.live = live;
  }

  static Interposition of(Allocation allocation, BoundImports bound, ImageTypes types) {
    Interposition all =
        new Interposition(bound, new SharedDefinitions(allocation, types), allocation.live());
    all.resolveAll(allocation.instances());
    return all;
  }

  /**
   * The definition of another instance that an instance's own of that name gives way to.
   *
   * @param kind that of functions, or that of globals for data
   */
  Optional<FoundExport> replacing(Instance instance, ExternType.Kind kind, String name) {
    return Optional.ofNullable(replacing.get(new Place(instance, new Name(kind, name))))
        .map(Replacement::found);
  }

  /** Whether a function gives way to one that does the same, so that only addresses tell. */
  boolean isInterchangeable(Instance instance, String function) {
    Name name = new Name(ExternType.Kind.FUNCTION, function);
    Replacement replacement = replacing.get(new Place(instance, name));
    return replacement != null && replacement.interchangeable;
  }

  /** The definitions that are not weak and that an instance's weak ones give way to. */
  Set<FoundExport> overriding(Instance instance) {
    return overriding.getOrDefault(instance, Set.of());
  }

  /**
   * What an export means: another instance's definition, if that of this one gives way to it. A
   * function may be exported under another name than its symbol's. Data that its own instance does
   * not export is found by way of the export.
   */
  FoundExport prevailing(FoundExport found) {
    Optional<FoundExport> replacement = replacement(found);
    return replacement.filter(other -> other.export().index() >= 0).orElse(found);
  }

  private Optional<FoundExport> replacement(FoundExport found) {
    Export export = found.export();
    if (export.kind() != ExternType.Kind.FUNCTION) {
      return replacing(found.instance(), export.kind(), export.name());
    }
    List<Definition> symbols =
        found.instance().module().definitions().stream()
            .filter(each -> each.isFunction() && each.export().index() == export.index())
            .toList();
    List<FoundExport> replacements =
        symbols.stream()
            .filter(each -> symbols.size() == 1 || each.name().equals(export.name()))
            .flatMap(each -> replacing(found.instance(), export.kind(), each.name()).stream())
            .toList();
    return replacements.stream().findFirst();
  }

  /**
   * What an export means that was chosen by the name of its instance: the function that this one
   * defines, or the data that it has.
   */
  FoundExport meant(FoundExport chosen) {
    return chosen.export().kind() == ExternType.Kind.FUNCTION ? chosen : prevailing(chosen);
  }

  /** See {@link SharedDefinitions}. */
  List<Problem> problems() {
    return shared.problems();
  }

  private void resolveAll(List<Instance> instances) {
    Map<Name, List<Candidate>> groups = new LinkedHashMap<>();
    Set<Name> replaceable = new HashSet<>();
    for (Instance instance : instances) {
      for (Definition definition : instance.module().definitions()) {
        Name name = new Name(definition.export().kind(), definition.name());
        if (definition.isFunction() && !live.isLive(instance, definition.export().index())) {
          continue;
        }
        Candidate candidate = new Candidate(instance, definition);
        groups.computeIfAbsent(name, none -> new ArrayList<>(1)).add(candidate);
        if (!candidate.is(Binding.STRONG) || SymbolName.isTypeInformation(definition.name())) {
          replaceable.add(name);
        }
      }
    }
    groups.forEach(
        (name, candidates) -> {
          if (candidates.size() > 1 && replaceable.contains(name)) {
            resolve(name, candidates);
          }
        });
  }

  private void resolve(Name name, List<Candidate> all) {
    Map<Candidate, Candidate> chosen = new LinkedHashMap<>();
    List<Candidate> open = new ArrayList<>();
    for (Candidate each : all) {
      Optional<Instance> exporter = bound.exporter(each.instance, ImportNames.flat(name.name()));
      Optional<Candidate> other =
          exporter.flatMap(instance -> first(all, candidate -> candidate.isOf(instance)));
      if (other.isPresent()) {
        chosen.put(each, other.get());
      } else {
        open.add(each);
      }
    }
    if (SymbolName.isTypeInformation(name.name())) {
      unite(name, open);
    } else if (!SymbolName.isOfLibrary(name.name()) && !SymbolName.isVirtualTable(name.name())) {
      merge(name, open);
    }
    chosen.forEach((own, other) -> replace(name, own, meant(name, all, other)));
  }

  /** What a definition that the user chooses stands for: data may be another instance's by now. */
  private Candidate meant(Name name, List<Candidate> all, Candidate chosen) {
    Candidate at = chosen;
    for (int step = 0; step < all.size() && !at.definition.isFunction(); step++) {
      Instance owner =
          replacing(at.instance, name.kind, name.name)
              .map(FoundExport::instance)
              .orElse(at.instance);
      at = first(all, candidate -> candidate.isOf(owner)).orElse(at);
    }
    return at;
  }

  private void unite(Name name, List<Candidate> all) {
    Optional<Candidate> first =
        first(all, Candidate::isFixed)
            .or(() -> first(all, Candidate::isStrong))
            .or(() -> first(all, each -> true));
    all.forEach(each -> replace(name, each, first.orElse(each)));
  }

  private void merge(Name name, List<Candidate> all) {
    List<Candidate> strong = all.stream().filter(Candidate::isStrong).toList();
    List<Candidate> others = all.stream().filter(each -> !each.is(Binding.STRONG)).toList();
    if (others.isEmpty()) {
      return;
    }
    Candidate prevailing =
        first(strong, first -> true)
            .or(() -> first(others, other -> other.is(Binding.UNKNOWN)))
            .orElse(others.get(0));
    Set<String> files = new HashSet<>();
    for (Candidate each : others) {
      boolean isFirst = files.add(each.file());
      if (each.is(Binding.WEAK) && prevailing.is(Binding.STRONG)) {
        override(name, each, strong);
      } else if (isFirst) {
        share(name, each, prevailing);
      } else {
        keep(each, others, prevailing);
      }
    }
  }

  private static Optional<Candidate> first(List<Candidate> all, Predicate<Candidate> predicate) {
    return all.stream().filter(predicate).findFirst();
  }

  private void override(Name name, Candidate weak, List<Candidate> strong) {
    if (replace(name, weak, strong.get(0))) {
      overriding
          .computeIfAbsent(weak.instance, none -> new LinkedHashSet<>())
          .add(strong.get(0).found());
    }
    if (strong.size() > 1) {
      shared.addAmbiguous(weak, strong.get(0), strong.get(1));
    }
  }

  private void share(Name name, Candidate own, Candidate prevailing) {
    boolean known = own.is(Binding.WEAK) || prevailing.is(Binding.WEAK);
    if (replace(name, own, prevailing) && !known) {
      shared.addUnknown(own, prevailing);
    }
  }

  /** An instance that is not the first of its file has its own. */
  private void keep(Candidate own, List<Candidate> others, Candidate prevailing) {
    Candidate ofFile = first(others, each -> each.file().equals(own.file())).orElseThrow();
    Optional<Candidate> sharing =
        ofFile.equals(prevailing)
            ? first(others, each -> !each.file().equals(own.file()))
            : Optional.of(prevailing);
    sharing.ifPresent(other -> shared.addApart(own, ofFile, other));
  }

  private boolean replace(Name name, Candidate own, Candidate other) {
    boolean replaced = !own.isOf(other.instance) && shared.add(own, other);
    if (replaced) {
      boolean interchangeable = own.definition.comdat() && other.isInterchangeable();
      replacing.put(new Place(own.instance, name), new Replacement(other.found(), interchangeable));
    }
    return replaced;
  }
}

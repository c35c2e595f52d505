package dev.radicchio.link.resolve;

import dev.radicchio.binary.ExternType;
import dev.radicchio.link.allocator.Allocation;
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
 * module has it. A binding of the user's goes before all of that.
 */
public final class Interposition {
  private final BoundImports bound;
  private final SharedDefinitions shared;
  private final Map<Place, FoundExport> replacing = new HashMap<>();
  private final Map<Instance, Set<FoundExport>> overriding = new HashMap<>();

  /** A name as an instance means it. */
  private record Place(Instance instance, Name name) {}

  private record Name(ExternType.Kind kind, String name) {}

  /** One of an instance's definitions. */
  record Candidate(Instance instance, Definition definition) {
    FoundExport found() {
      return new FoundExport(instance, definition.export());
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

    private String file() {
      return instance.module().sha256();
    }
  }

  private Interposition(BoundImports bound, SharedDefinitions shared) {
    this.bound = bound;
    this.shared = shared;
  }

  static Interposition of(Allocation allocation, BoundImports bound, ImageTypes types) {
    Interposition all = new Interposition(bound, new SharedDefinitions(allocation, types));
    all.resolveAll(allocation.instances());
    return all;
  }

  /**
   * The definition of another instance that an instance's own of that name gives way to.
   *
   * @param kind that of functions, or that of globals for data
   */
  Optional<FoundExport> replacing(Instance instance, ExternType.Kind kind, String name) {
    return Optional.ofNullable(replacing.get(new Place(instance, new Name(kind, name))));
  }

  /** The definitions that are not weak and that an instance's weak ones give way to. */
  Set<FoundExport> overriding(Instance instance) {
    return overriding.getOrDefault(instance, Set.of());
  }

  /** What an export means: another instance's definition, if that of this one gives way to it. */
  FoundExport prevailing(FoundExport found) {
    return replacing(found.instance(), found.export().kind(), found.export().name()).orElse(found);
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
    if (SymbolName.isTypeInformation(name.name())) {
      Candidate first =
          first(all, Candidate::isFixed)
              .or(() -> first(all, Candidate::isStrong))
              .orElse(all.get(0));
      all.forEach(each -> replace(name, all, each, first));
    } else if (!SymbolName.isOfLibrary(name.name())) {
      List<Candidate> strong = all.stream().filter(Candidate::isStrong).toList();
      List<Candidate> others = all.stream().filter(each -> !each.is(Binding.STRONG)).toList();
      Candidate prevailing =
          first(strong, each -> true)
              .or(() -> first(others, each -> each.is(Binding.UNKNOWN)))
              .orElse(others.get(0));
      Set<String> files = new HashSet<>();
      for (Candidate each : others) {
        boolean isFirst = files.add(each.file());
        if (each.is(Binding.WEAK) && prevailing.is(Binding.STRONG)) {
          override(name, all, each, strong);
        } else if (isFirst) {
          share(name, all, each, prevailing);
        } else {
          keep(name, all, each, others, prevailing);
        }
      }
    }
  }

  private static Optional<Candidate> first(List<Candidate> all, Predicate<Candidate> predicate) {
    return all.stream().filter(predicate).findFirst();
  }

  private void override(Name name, List<Candidate> all, Candidate weak, List<Candidate> strong) {
    replace(name, all, weak, strong.get(0));
    replacing(weak.instance, name.kind, name.name)
        .ifPresent(
            found ->
                overriding
                    .computeIfAbsent(weak.instance, none -> new LinkedHashSet<>())
                    .add(found));
    if (strong.size() > 1 && chosen(name, all, weak).isEmpty()) {
      shared.addAmbiguous(weak, strong.get(0), strong.get(1));
    }
  }

  private void share(Name name, List<Candidate> all, Candidate own, Candidate prevailing) {
    replace(name, all, own, prevailing);
    boolean known = own.is(Binding.WEAK) || prevailing.is(Binding.WEAK);
    if (!known && !own.equals(prevailing) && chosen(name, all, own).isEmpty()) {
      shared.addUnknown(own, prevailing);
    }
  }

  /** An instance that is not the first of its file has its own, unless the user says otherwise. */
  private void keep(
      Name name, List<Candidate> all, Candidate own, List<Candidate> others, Candidate prevailing) {
    replace(name, all, own, own);
    Candidate ofFile = first(others, each -> each.file().equals(own.file())).orElseThrow();
    Optional<Candidate> sharing =
        ofFile.equals(prevailing)
            ? first(others, each -> !each.file().equals(own.file()))
            : Optional.of(prevailing);
    if (chosen(name, all, own).isEmpty()) {
      sharing.ifPresent(other -> shared.addApart(own, ofFile, other));
    }
  }

  private void replace(Name name, List<Candidate> all, Candidate own, Candidate by) {
    Candidate other = chosen(name, all, own).orElse(by);
    if (!other.instance.equals(own.instance) && shared.add(own, other)) {
      replacing.put(new Place(own.instance, name), other.found());
    }
  }

  private Optional<Candidate> chosen(Name name, List<Candidate> all, Candidate own) {
    return bound
        .exporter(own.instance, ImportNames.flat(name.name()))
        .flatMap(
            exporter -> all.stream().filter(each -> each.instance.equals(exporter)).findFirst());
  }
}

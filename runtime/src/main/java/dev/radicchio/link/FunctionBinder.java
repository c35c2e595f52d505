package dev.radicchio.link;

import dev.radicchio.binary.DylinkSection.WeakImport;
import dev.radicchio.binary.ExternType;
import dev.radicchio.binary.Import;
import dev.radicchio.binary.WasmBinary;
import dev.radicchio.link.ExportLookup.Found;
import dev.radicchio.link.Program.HostFunction;
import dev.radicchio.link.Program.SyntheticFunction;
import dev.radicchio.link.Relocatability.Dylink;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Decides which function of the image every function of every instance is. An import is followed to
 * its definition, also through instances that export again what they import; what no instance
 * defines is the host's, or traps when it is called if it is weak.
 */
final class FunctionBinder {
  private final List<InstancePlan> instances;
  private final ExportLookup lookup;
  private final List<Problem> problems;
  private final List<Binding> bindings = new ArrayList<>();
  private final Map<HostFunction, Integer> hosts = new LinkedHashMap<>();
  private final List<SyntheticFunction> synthetic = new ArrayList<>();
  private int firstSynthetic;

  FunctionBinder(List<InstancePlan> instances, ExportLookup lookup, List<Problem> problems) {
    this.instances = instances;
    this.lookup = lookup;
    this.problems = problems;
  }

  /** What an imported function of an instance is, before those of the image have numbers. */
  private record Binding(InstancePlan importer, int function, Target target) {}

  private sealed interface Target {
    record Defined(InstancePlan owner, int function) implements Target {}

    record Host(int number) implements Target {}

    record Synthetic(int number) implements Target {}
  }

  void bind() {
    for (InstancePlan instance : instances) {
      List<Import> imports = instance.module.binary().imports(ExternType.Kind.FUNCTION);
      for (int function = 0; function < imports.size(); function++) {
        resolve(instance, function, imports.get(function));
      }
    }
    numberDefined();
    for (Binding binding : bindings) {
      binding.importer.functions[binding.function] = index(binding.target);
    }
  }

  private void numberDefined() {
    int next = hosts.size();
    for (InstancePlan instance : instances) {
      int imported = instance.module.binary().imported(ExternType.Kind.FUNCTION);
      for (int i = imported; i < instance.functions.length; i++) {
        instance.functions[i] = next++;
      }
    }
    firstSynthetic = next;
  }

  private int index(Target target) {
    if (target instanceof Target.Defined defined) {
      return defined.owner.functions[defined.function];
    }
    return target instanceof Target.Host host
        ? host.number
        : firstSynthetic + ((Target.Synthetic) target).number;
  }

  private void resolve(InstancePlan importer, int function, Import imported) {
    Optional<Target> target = follow(importer, function, imported);
    if (target.isPresent()) {
      bindings.add(new Binding(importer, function, target.get()));
    } else if (isWeak(importer, imported)) {
      bindings.add(new Binding(importer, function, new Target.Synthetic(synthetic.size())));
      synthetic.add(new SyntheticFunction.Trap(type(importer, function)));
    } else {
      WasmBinary module = importer.module.binary();
      problems.add(lookup.unresolved(importer, imported, " " + module.functionType(function)));
    }
  }

  /** Follows an import through instances that export again what they import; empty in a circle. */
  private Optional<Target> follow(InstancePlan importer, int function, Import imported) {
    Set<Found> onTheWay = new HashSet<>();
    InstancePlan at = importer;
    int index = function;
    Import next = imported;
    while (true) {
      Optional<Found> found = lookup.find(at, next);
      if (found.isEmpty()) {
        return lookup.isHost(next) ? Optional.of(host(next, type(at, index))) : Optional.empty();
      }
      if (!onTheWay.add(found.get())) {
        return Optional.empty();
      }
      if (at == importer && onTheWay.size() == 1) {
        checkType(importer, function, imported, found.get());
      }
      at = found.get().instance();
      index = found.get().export().index();
      List<Import> imports = at.module.binary().imports(ExternType.Kind.FUNCTION);
      if (index >= imports.size()) {
        return Optional.of(new Target.Defined(at, index));
      }
      next = imports.get(index);
    }
  }

  private Target host(Import imported, int type) {
    HostFunction host = new HostFunction(imported.module(), imported.name(), type);
    return new Target.Host(hosts.computeIfAbsent(host, unknown -> hosts.size()));
  }

  private static int type(InstancePlan instance, int function) {
    return instance.types[instance.module.binary().functions().get(function).typeIndex()];
  }

  private void checkType(InstancePlan importer, int function, Import imported, Found found) {
    InstancePlan owner = found.instance();
    int target = found.export().index();
    if (type(importer, function) != type(owner, target)) {
      problems.add(
          Problem.error(
              importer.name,
              importer.file.name()
                  + " imports "
                  + imported.qualifiedName()
                  + " as "
                  + importer.module.binary().functionType(function)
                  + ", but "
                  + found.export().name()
                  + " of "
                  + owner.file.name()
                  + " is "
                  + owner.module.binary().functionType(target)
                  + ". Make both sides declare the same type"));
    }
  }

  /**
   * Linkers list a weak symbol once, as an import from {@code env}, also where it is imported
   * through the GOT.
   */
  static boolean isWeak(InstancePlan instance, Import imported) {
    return instance.module.relocatability() instanceof Dylink dylink
        && (dylink
                .section()
                .weakImports()
                .contains(new WeakImport(imported.module(), imported.name()))
            || (imported.module().startsWith("GOT.")
                && dylink
                    .section()
                    .weakImports()
                    .contains(new WeakImport("env", imported.name()))));
  }

  /** Functions that stay imports, in the order of their indices in the image, which begin at 0. */
  List<HostFunction> hosts() {
    return List.copyOf(hosts.keySet());
  }

  /** Functions that linking makes; later stages may add to them. */
  List<SyntheticFunction> synthetic() {
    return synthetic;
  }

  /** The index in the image of the first of {@link #synthetic()}. */
  int firstSynthetic() {
    return firstSynthetic;
  }
}

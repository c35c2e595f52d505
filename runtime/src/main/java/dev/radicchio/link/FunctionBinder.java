package dev.radicchio.link;

import dev.radicchio.binary.DylinkSection.WeakImport;
import dev.radicchio.binary.ExternType;
import dev.radicchio.binary.Import;
import dev.radicchio.binary.WasmBinary;
import dev.radicchio.link.ExportLookup.Found;
import dev.radicchio.link.Relocatability.Dylink;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Decides which function of the image every function of every instance is. An import is followed to
 * its definition, also through instances that export again what they import.
 */
final class FunctionBinder {
  private final List<InstancePlan> instances;
  private final ExportLookup lookup;
  private final boolean keepsImports;
  private final List<Problem> problems;
  private final List<Program.Host> hosts = new ArrayList<>();
  private final List<Integer> traps = new ArrayList<>();

  FunctionBinder(
      List<InstancePlan> instances,
      ExportLookup lookup,
      boolean keepsImports,
      List<Problem> problems) {
    this.instances = instances;
    this.lookup = lookup;
    this.keepsImports = keepsImports;
    this.problems = problems;
  }

  void bind() {
    int next =
        keepsImports ? instances.get(0).module.binary().imported(ExternType.Kind.FUNCTION) : 0;
    for (InstancePlan instance : instances) {
      int imported = instance.module.binary().imported(ExternType.Kind.FUNCTION);
      for (int i = imported; i < instance.functions.length; i++) {
        instance.functions[i] = next++;
      }
    }
    for (InstancePlan instance : instances) {
      bindImports(instance, next);
    }
  }

  private void bindImports(InstancePlan instance, int firstTrap) {
    WasmBinary module = instance.module.binary();
    List<Import> imports = module.imports(ExternType.Kind.FUNCTION);
    for (int i = 0; i < imports.size(); i++) {
      Import imported = imports.get(i);
      int type = instance.types[module.functions().get(i).typeIndex()];
      if (keepsImports) {
        instance.functions[i] = hosts.size();
        hosts.add(new Program.Host(imported.module(), imported.name(), type));
        continue;
      }
      Optional<Found> found = definition(instance, imported);
      if (found.isPresent()) {
        bind(instance, i, imported, found.get());
      } else if (isWeak(instance, imported)) {
        instance.functions[i] = firstTrap + traps.size();
        traps.add(type);
      } else {
        problems.add(lookup.unresolved(instance, imported, " " + module.functionType(i)));
      }
    }
  }

  /** Follows an import through instances that export again what they import; empty in a circle. */
  private Optional<Found> definition(InstancePlan importer, Import imported) {
    Set<Found> onTheWay = new HashSet<>();
    Optional<Found> found = lookup.find(importer, imported);
    while (found.isPresent() && onTheWay.add(found.get())) {
      InstancePlan owner = found.get().instance();
      List<Import> imports = owner.module.binary().imports(ExternType.Kind.FUNCTION);
      int index = found.get().export().index();
      if (index >= imports.size()) {
        return found;
      }
      found = lookup.find(owner, imports.get(index));
    }
    return Optional.empty();
  }

  private void bind(InstancePlan instance, int index, Import imported, Found found) {
    WasmBinary module = instance.module.binary();
    InstancePlan owner = found.instance();
    int target = found.export().index();
    int wanted = instance.types[module.functions().get(index).typeIndex()];
    int offered = owner.types[owner.module.binary().functions().get(target).typeIndex()];
    if (wanted != offered) {
      problems.add(
          Problem.error(
              instance.name,
              instance.file.name()
                  + " imports "
                  + imported.qualifiedName()
                  + " as "
                  + module.functionType(index)
                  + ", but "
                  + found.export().name()
                  + " of "
                  + owner.file.name()
                  + " is "
                  + owner.module.binary().functionType(target)
                  + ". Make both sides declare the same type"));
    }
    instance.functions[index] = owner.functions[target];
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

  List<Program.Host> hosts() {
    return hosts;
  }

  List<Integer> traps() {
    return traps;
  }
}

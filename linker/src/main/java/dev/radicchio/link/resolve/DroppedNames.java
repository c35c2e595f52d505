package dev.radicchio.link.resolve;

import dev.radicchio.binary.ExternType;
import dev.radicchio.binary.Import;
import dev.radicchio.link.input.Definition;
import dev.radicchio.link.input.Instance;
import dev.radicchio.link.input.Relocations;
import dev.radicchio.link.problem.Names;
import dev.radicchio.link.problem.Problem;
import dev.radicchio.link.problem.ProblemCode;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * Warns of pointers to weak functions that stay null although another module may have the function:
 * where a module only takes its address, linkers drop its name.
 */
final class DroppedNames {
  private DroppedNames() {}

  static List<Problem> warnings(List<Instance> instances) {
    List<Problem> problems = new ArrayList<>();
    for (Instance instance : instances) {
      long dropped =
          instance
              .module()
              .relocatability()
              .relocations()
              .map(Relocations::droppedFunctions)
              .orElse(0L);
      if (dropped > 0) {
        warn(instance, dropped, instances, problems);
      }
    }
    return problems;
  }

  private static void warn(
      Instance instance, long dropped, List<Instance> instances, List<Problem> problems) {
    Set<String> known = known(instance);
    for (Instance other : instances) {
      List<String> offered =
          other.module().definitions().stream()
              .filter(definition -> definition.isFunction() && definition.exported())
              .map(Definition::name)
              .filter(name -> !known.contains(name) && !SymbolName.isOfLibrary(name))
              .toList();
      if (!other.equals(instance) && !offered.isEmpty()) {
        problems.add(
            ProblemCode.NAMES_DROPPED.of(
                instance.name(), instance.file(), dropped, other.described(), Names.some(offered)));
        return;
      }
    }
  }

  /** The names of the functions that an instance has or refers to. */
  private static Set<String> known(Instance instance) {
    Set<String> names = new HashSet<>();
    for (Import imported : instance.binary().imports(ExternType.Kind.FUNCTION)) {
      names.add(imported.name());
    }
    instance.module().undefinedWeak().values().forEach(weak -> names.add(weak.name()));
    instance.module().definitions().forEach(definition -> names.add(definition.name()));
    return names;
  }
}

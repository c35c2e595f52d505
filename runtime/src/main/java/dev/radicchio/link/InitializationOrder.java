package dev.radicchio.link;

import dev.radicchio.binary.Export;
import dev.radicchio.binary.ExternType;
import dev.radicchio.binary.FunctionType;
import dev.radicchio.binary.Import;
import dev.radicchio.binary.Symbol;
import dev.radicchio.link.ExportLookup.Found;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * The functions that initialize a program, in order: start functions, then data relocations, then
 * constructors; in each of the three, an instance comes after those that it imports from or needs.
 * In a circle, the first in accessor order is last.
 *
 * <p>Start functions come first because alone they run when a module is instantiated. Constructors
 * are {@code _initialize} where a module exports it, which calls {@code __wasm_call_ctors} itself,
 * and else the latter.
 *
 * @see <a href="https://github.com/WebAssembly/tool-conventions/blob/main/BasicModuleABI.md">Basic
 *     Module ABI</a>
 */
final class InitializationOrder {
  static final String INITIALIZE = "_initialize";
  static final String CALL_CONSTRUCTORS = "__wasm_call_ctors";
  static final String APPLY_DATA_RELOCATIONS = "__wasm_apply_data_relocs";

  private static final FunctionType EMPTY = new FunctionType(List.of(), List.of());

  private final List<InstancePlan> instances;
  private final ExportLookup lookup;
  private final Set<InstancePlan> visited = new LinkedHashSet<>();
  private final List<InstancePlan> order = new ArrayList<>();

  private InitializationOrder(List<InstancePlan> instances, ExportLookup lookup) {
    this.instances = instances;
    this.lookup = lookup;
  }

  /** The image's functions to call. */
  static List<Integer> of(List<InstancePlan> instances, ExportLookup lookup) {
    InitializationOrder initialization = new InitializationOrder(instances, lookup);
    instances.forEach(initialization::visit);
    List<Integer> functions = new ArrayList<>();
    for (InstancePlan instance : initialization.order) {
      int start = instance.module.start();
      if (start >= 0) {
        functions.add(instance.functions[start]);
      }
    }
    for (InstancePlan instance : initialization.order) {
      call(instance, APPLY_DATA_RELOCATIONS, functions);
    }
    for (InstancePlan instance : initialization.order) {
      if (!call(instance, INITIALIZE, functions) && !call(instance, CALL_CONSTRUCTORS, functions)) {
        callHidden(instance, functions);
      }
    }
    return functions;
  }

  private void visit(InstancePlan instance) {
    if (!visited.add(instance)) {
      return;
    }
    for (String library : NeededLibraries.of(instance)) {
      NeededLibraries.find(instances, library).ifPresent(this::visit);
    }
    for (Import imported : instance.module.binary().imports()) {
      dependency(instance, imported).ifPresent(found -> visit(found.instance()));
    }
    if (instance.module.relocatability() instanceof Relocs relocs) {
      for (Symbol symbol : relocs.symbols()) {
        if (symbol.kind() == Symbol.Kind.DATA && symbol.isUndefined()) {
          lookup
              .findOther(instance, symbol.name(), ExternType.Kind.GLOBAL)
              .ifPresent(found -> visit(found.instance()));
        }
      }
    }
    order.add(instance);
  }

  private Optional<Found> dependency(InstancePlan instance, Import imported) {
    if (imported.type() instanceof ExternType.Memory) {
      return Optional.empty(); // the program's, whoever exports one
    }
    return switch (imported.module()) {
      case GlobalBinder.GOT_MEM ->
          lookup.findForGot(instance, imported.name(), ExternType.Kind.GLOBAL);
      case TableLayout.GOT_FUNC ->
          lookup.findForGot(instance, imported.name(), ExternType.Kind.FUNCTION);
      default -> lookup.find(instance, imported);
    };
  }

  private static void callHidden(InstancePlan instance, List<Integer> functions) {
    int constructors = instance.module.hiddenConstructors();
    if (constructors >= 0 && isInitializer(instance.module, constructors)) {
      functions.add(instance.functions[constructors]);
    }
  }

  private static boolean call(InstancePlan instance, String name, List<Integer> functions) {
    Export export = instance.module.export(name, ExternType.Kind.FUNCTION);
    if (export == null || !isInitializer(instance.module, export.index())) {
      return false;
    }
    functions.add(instance.functions[export.index()]);
    return true;
  }

  private static boolean isInitializer(InputModule module, int function) {
    return module.binary().functionType(function).equals(EMPTY);
  }

  /** Whether an exported function is called by the image itself and by no one else. */
  static boolean isInitializer(InputModule module, Export export) {
    return (export.name().equals(INITIALIZE)
            || export.name().equals(CALL_CONSTRUCTORS)
            || export.name().equals(APPLY_DATA_RELOCATIONS))
        && isInitializer(module, export.index());
  }
}

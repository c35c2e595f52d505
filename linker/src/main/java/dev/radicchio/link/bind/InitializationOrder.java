package dev.radicchio.link.bind;

import dev.radicchio.binary.Export;
import dev.radicchio.binary.ExternType;
import dev.radicchio.binary.FunctionType;
import dev.radicchio.link.input.InputModule;
import dev.radicchio.link.input.Instance;
import dev.radicchio.link.input.LinkerSymbols;
import dev.radicchio.link.resolve.Dependencies;
import dev.radicchio.link.resolve.Functions;
import java.util.ArrayList;
import java.util.List;

/**
 * The functions that initialize a program, in three phases. First what linkers made to put an
 * instance's own memory and globals in order, of all instances; then the data relocations of all;
 * and then by instance, each after those that it {@link Dependencies depends on}, its start
 * function, which runs first alone as well, and its constructors.
 *
 * <p>So a start function or a constructor may call into an instance whose memory and pointers are
 * in order, even in a circle, and whose objects are constructed, unless in a circle.
 *
 * <p>Constructors are {@code _initialize} where a module exports it, or {@code __post_instantiate}
 * of old shared libraries, which call {@code __wasm_call_ctors} themselves, and else the latter.
 *
 * @see <a href="https://github.com/WebAssembly/tool-conventions/blob/main/BasicModuleABI.md">Basic
 *     Module ABI</a>
 */
public final class InitializationOrder {
  private static final FunctionType EMPTY = new FunctionType(List.of(), List.of());

  /** The names of functions that call a module's constructors, the first that there is. */
  private static final List<String> CONSTRUCTORS =
      List.of(
          LinkerSymbols.INITIALIZE,
          LinkerSymbols.POST_INSTANTIATE,
          LinkerSymbols.CALL_CONSTRUCTORS);

  private static final List<String> DATA_RELOCATIONS =
      List.of(LinkerSymbols.APPLY_DATA_RELOCATIONS, LinkerSymbols.OLD_APPLY_DATA_RELOCATIONS);

  private final Functions functions;
  private final List<Integer> calls = new ArrayList<>();

  private InitializationOrder(Functions functions) {
    this.functions = functions;
  }

  /** The image's functions to call. */
  static List<Integer> of(Dependencies dependencies, Functions functions) {
    InitializationOrder initialization = new InitializationOrder(functions);
    List<Instance> order = dependencies.order();
    for (Instance instance : order) {
      initialization.add(instance, start(instance).ofLinker());
    }
    for (Instance instance : order) {
      initialization.add(instance, dataRelocations(instance.module()));
    }
    for (Instance instance : order) {
      initialization.add(instance, start(instance).ofModule());
      initialization.add(instance, constructors(instance.module()));
    }
    return initialization.calls;
  }

  private void add(Instance instance, List<Integer> ofModule) {
    ofModule.forEach(function -> calls.add(functions.of(instance, function)));
  }

  private static StartParts start(Instance instance) {
    return StartParts.of(instance.module(), instance.module().start());
  }

  /** The function of a module that calls its constructors, if it has one. */
  private static List<Integer> constructors(InputModule module) {
    List<Integer> found = exported(module, CONSTRUCTORS);
    int hidden = module.hiddenConstructors();
    return found.isEmpty() && hidden >= 0 && isInitializer(module, hidden)
        ? List.of(hidden)
        : found;
  }

  /** LLVM before 15 does not export them, but begins the constructors of a library with them. */
  private static List<Integer> dataRelocations(InputModule module) {
    List<Integer> found = exported(module, DATA_RELOCATIONS);
    return found.isEmpty() && module.relocatability().library().isPresent()
        ? constructorParts(module).ofLinker()
        : found;
  }

  private static StartParts constructorParts(InputModule module) {
    return StartParts.of(module, constructors(module).stream().findFirst().orElse(-1));
  }

  /**
   * The parts of an instance's start function and constructors that run in the last phase and not
   * before; none if these do nothing.
   */
  static List<Integer> lastParts(Instance instance) {
    StartParts constructors = constructorParts(instance.module());
    List<Integer> parts = new ArrayList<>(constructors.ofLinker());
    parts.addAll(constructors.ofModule());
    parts.removeAll(dataRelocations(instance.module()));
    parts.addAll(start(instance).ofModule());
    return parts;
  }

  /** The first of some functions that a module exports. */
  private static List<Integer> exported(InputModule module, List<String> names) {
    return names.stream()
        .map(name -> module.export(name, ExternType.Kind.FUNCTION))
        .filter(export -> export != null && isInitializer(module, export.index()))
        .map(Export::index)
        .limit(1)
        .toList();
  }

  private static boolean isInitializer(InputModule module, int function) {
    return module.binary().functionType(function).equals(EMPTY);
  }

  /** Whether an exported function is called by the image itself and by no one else. */
  public static boolean isInitializer(InputModule module, Export export) {
    return (CONSTRUCTORS.contains(export.name()) || DATA_RELOCATIONS.contains(export.name()))
        && isInitializer(module, export.index());
  }
}

package dev.radicchio.link.input;

import dev.radicchio.binary.Export;
import dev.radicchio.binary.ExternType;
import dev.radicchio.binary.FunctionType;
import dev.radicchio.binary.ValType;
import dev.radicchio.binary.WasmBinary;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The exports by which a module's allocator seems to be called, found by their types and names.
 *
 * @param malloc the one that allocates
 * @param free the one that frees
 */
public record HeapExports(String malloc, String free) {
  private static final FunctionType MALLOC =
      new FunctionType(List.of(ValType.I32), List.of(ValType.I32));
  private static final FunctionType FREE = new FunctionType(List.of(ValType.I32), List.of());
  private static final List<String> FREES = List.of("dealloc", "free", "release");
  private static final List<String> ALLOCATES = List.of("malloc", "alloc");

  /** Those of a module, if there are two. */
  public static Optional<HeapExports> of(WasmBinary module) {
    Optional<String> malloc =
        exports(module, MALLOC)
            .filter(name -> isOne(name, ALLOCATES) && !isOne(name, FREES))
            .findFirst();
    Optional<String> free = exports(module, FREE).filter(name -> isOne(name, FREES)).findFirst();
    return malloc.flatMap(first -> free.map(second -> new HeapExports(first, second)));
  }

  /** Whether a function is exported as one that allocates. */
  static boolean allocates(WasmBinary module, int function) {
    return module.functionType(function).equals(MALLOC)
        && module.exports().stream()
            .filter(export -> export.kind() == ExternType.Kind.FUNCTION)
            .filter(export -> export.index() == function)
            .anyMatch(export -> isOne(export.name(), ALLOCATES) && !isOne(export.name(), FREES));
  }

  private static Stream<String> exports(WasmBinary module, FunctionType type) {
    return module.exports().stream()
        .filter(export -> export.kind() == ExternType.Kind.FUNCTION)
        .filter(export -> module.functionType(export.index()).equals(type))
        .map(Export::name);
  }

  private static boolean isOne(String name, List<String> words) {
    return words.stream().anyMatch(name.toLowerCase(Locale.ROOT)::contains);
  }
}

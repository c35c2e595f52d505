package dev.radicchio.link.allocator;

import dev.radicchio.binary.ExternType;
import dev.radicchio.binary.InstructionWalker;
import dev.radicchio.binary.Opcode;
import dev.radicchio.binary.Symbol;
import dev.radicchio.binary.WasmBinary;
import dev.radicchio.link.input.InputModule;
import dev.radicchio.link.input.Relocations;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * The names by which a module's allocator is recognised: those of its symbols, or of functions in
 * its name section where it has no symbols.
 *
 * @param functions the names of functions that the module defines and that may be an allocator's
 * @param data the names of its static data
 * @param hasSymbols whether the names of static data are known
 * @param sbrkReadsMemory whether its function {@code sbrk} reads memory, as one does that remembers
 *     where the memory ended; empty if it has none
 */
record AllocatorNames(
    Set<String> functions,
    Set<String> data,
    boolean hasSymbols,
    Optional<Boolean> sbrkReadsMemory) {
  private static final String SBRK = "sbrk";

  /**
   * The names of a module.
   *
   * @param relocations its symbols, if it kept them
   */
  static AllocatorNames of(InputModule module, Optional<Relocations> relocations) {
    Set<String> functions = new HashSet<>();
    Set<String> data = new HashSet<>();
    int sbrk = -1;
    int imported = module.binary().imported(ExternType.Kind.FUNCTION);
    for (Map.Entry<Integer, String> function : module.names().functions().entrySet()) {
      if (function.getKey() >= imported) {
        add(function.getValue(), functions);
        sbrk = function.getValue().equals(SBRK) ? function.getKey() : sbrk;
      }
    }
    for (Symbol symbol : relocations.map(Relocations::symbols).orElse(List.of())) {
      if (symbol.kind() == Symbol.Kind.FUNCTION && !symbol.isUndefined()) {
        add(symbol.name(), functions);
        sbrk = symbol.name().equals(SBRK) ? symbol.index() : sbrk;
      } else if (symbol.kind() == Symbol.Kind.DATA && !symbol.isUndefined()) {
        data.add(symbol.name());
      }
    }
    return new AllocatorNames(
        functions, data, relocations.isPresent(), readsMemory(module.binary(), sbrk - imported));
  }

  /** All others would be compared with many patterns in vain; large modules have thousands. */
  private static void add(String name, Set<String> functions) {
    if (name.contains("alloc") || name.contains("free") || name.contains("memory")) {
      functions.add(name);
    }
  }

  private static Optional<Boolean> readsMemory(WasmBinary module, int body) {
    if (body < 0 || body >= module.bodies().size()) {
      return Optional.empty();
    }
    return Optional.of(
        InstructionWalker.anyInstruction(
            module.reader(module.bodies().get(body)),
            opcode -> Opcode.isLoad(opcode) || Opcode.isAtomic(opcode)));
  }

  boolean hasFunction(Pattern name) {
    return functions.stream().anyMatch(function -> name.matcher(function).matches());
  }

  boolean hasData(Pattern name) {
    return data.stream().anyMatch(symbol -> name.matcher(symbol).matches());
  }
}

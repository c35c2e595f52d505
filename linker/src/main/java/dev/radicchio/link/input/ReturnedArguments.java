package dev.radicchio.link.input;

import dev.radicchio.binary.ExternType;
import dev.radicchio.binary.FunctionType;
import dev.radicchio.binary.WasmBinary;
import java.util.HashMap;
import java.util.Map;

/**
 * Which functions always return their first argument, as C's {@code memset} and C++'s constructors
 * do. LLVM goes on with the result in place of the argument, the pointer of a stack frame often.
 */
final class ReturnedArguments {
  /** How many functions are followed that return what another one returns. */
  private static final int MOST_HOPS = 8;

  private final WasmBinary module;
  private final Map<Integer, Boolean> known = new HashMap<>();
  private int hops;

  ReturnedArguments(WasmBinary module) {
    this.module = module;
  }

  /** Whether a function does, as far as its code shows it. */
  boolean includes(int function) {
    int body = function - module.imported(ExternType.Kind.FUNCTION);
    FunctionType type = module.functionType(function);
    if (body < 0 || type.params().isEmpty() || type.results().size() != 1) {
      return false;
    }
    Boolean found = known.get(function);
    if (found != null || hops == MOST_HOPS) {
      return Boolean.TRUE.equals(found);
    }
    known.put(function, false); // until it is known, which may take the answer for itself
    hops++;
    boolean returned = EntryFlow.returnsFirstArgument(module, function, this);
    hops--;
    known.put(function, returned);
    return returned;
  }
}

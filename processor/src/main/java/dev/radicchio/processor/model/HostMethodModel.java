package dev.radicchio.processor.model;

import dev.radicchio.binary.FunctionType;
import java.util.List;

/**
 * A method that guests import.
 *
 * @param method the method as the guest sees it, without the caller
 * @param takesCaller whether its first parameter is the caller
 * @param importNames the names that its import may have, what is meant first
 * @param types the types that its import may have; empty if one of its Java types has no Wasm
 *     counterpart
 */
public record HostMethodModel(
    MethodModel method, boolean takesCaller, List<String> importNames, List<FunctionType> types) {
  public HostMethodModel {
    importNames = List.copyOf(importNames);
    types = List.copyOf(types);
  }
}

package dev.radicchio.engine;

import com.dylibso.chicory.wasm.types.ValType;
import dev.radicchio.binary.FunctionType;
import java.util.List;

/** Function types of numbers, in Chicory's terms. */
final class NumberTypes {
  private NumberTypes() {}

  /**
   * The type as Chicory has it.
   *
   * @throws IllegalArgumentException if it has other types than numbers
   */
  static com.dylibso.chicory.wasm.types.FunctionType of(FunctionType type) {
    return com.dylibso.chicory.wasm.types.FunctionType.of(of(type.params()), of(type.results()));
  }

  private static List<ValType> of(List<dev.radicchio.binary.ValType> types) {
    return types.stream().map(NumberTypes::of).toList();
  }

  private static ValType of(dev.radicchio.binary.ValType type) {
    if (type.equals(dev.radicchio.binary.ValType.I32)) {
      return ValType.I32;
    } else if (type.equals(dev.radicchio.binary.ValType.I64)) {
      return ValType.I64;
    } else if (type.equals(dev.radicchio.binary.ValType.F32)) {
      return ValType.F32;
    } else if (type.equals(dev.radicchio.binary.ValType.F64)) {
      return ValType.F64;
    }
    throw new IllegalArgumentException(type + " is no type of numbers");
  }
}

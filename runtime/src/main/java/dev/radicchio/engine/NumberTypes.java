package dev.radicchio.engine;

import com.dylibso.chicory.wasm.types.ValType;
import dev.radicchio.binary.FunctionType;
import java.util.ArrayList;
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

  /** Without streams, and without the methods of records: both make a JVM start slower. */
  private static List<ValType> of(List<dev.radicchio.binary.ValType> types) {
    List<ValType> numbers = new ArrayList<>();
    for (dev.radicchio.binary.ValType type : types) {
      numbers.add(of(type));
    }
    return numbers;
  }

  private static ValType of(dev.radicchio.binary.ValType type) {
    return switch (type.code()) {
      case 0x7F -> ValType.I32;
      case 0x7E -> ValType.I64;
      case 0x7D -> ValType.F32;
      case 0x7C -> ValType.F64;
      default -> throw new IllegalArgumentException(type + " is no type of numbers");
    };
  }
}

package dev.radicchio.engine.chicory;

import dev.radicchio.binary.FunctionType;
import dev.radicchio.binary.ValType;
import java.util.ArrayList;
import java.util.List;

/**
 * Function types in Chicory's terms, and in Radicchio's. They are made without streams, and without
 * the methods of records: both make a JVM start slower.
 */
final class Types {
  /** What Chicory calls a reference that may be null, and one that may not. */
  private static final int REF_NULL = 0x63;

  private static final int REF = 0x64;

  private Types() {}

  /**
   * The type as Chicory has it.
   *
   * @throws IllegalArgumentException if it has other types than numbers
   */
  static com.dylibso.chicory.wasm.types.FunctionType of(FunctionType type) {
    return com.dylibso.chicory.wasm.types.FunctionType.of(
        numbers(type.params()), numbers(type.results()));
  }

  private static List<com.dylibso.chicory.wasm.types.ValType> numbers(List<ValType> types) {
    List<com.dylibso.chicory.wasm.types.ValType> numbers = new ArrayList<>();
    for (ValType type : types) {
      numbers.add(number(type));
    }
    return numbers;
  }

  private static com.dylibso.chicory.wasm.types.ValType number(ValType type) {
    return switch (type.code()) {
      case 0x7F -> com.dylibso.chicory.wasm.types.ValType.I32;
      case 0x7E -> com.dylibso.chicory.wasm.types.ValType.I64;
      case 0x7D -> com.dylibso.chicory.wasm.types.ValType.F32;
      case 0x7C -> com.dylibso.chicory.wasm.types.ValType.F64;
      default -> throw new IllegalArgumentException(type + " is no type of numbers");
    };
  }

  /** The type as Radicchio has it. */
  static FunctionType of(com.dylibso.chicory.wasm.types.FunctionType type) {
    return new FunctionType(values(type.params()), values(type.returns()));
  }

  private static List<ValType> values(List<com.dylibso.chicory.wasm.types.ValType> types) {
    List<ValType> values = new ArrayList<>();
    for (com.dylibso.chicory.wasm.types.ValType type : types) {
      values.add(value(type));
    }
    return values;
  }

  /** Chicory has no abbreviations: a {@code funcref} is a {@code (ref null func)}. */
  static ValType value(com.dylibso.chicory.wasm.types.ValType type) {
    int code = type.opcode();
    return code == REF || code == REF_NULL
        ? new ValType(code, type.typeIdx())
        : new ValType(code, 0);
  }
}

package dev.radicchio.processor.model;

import dev.radicchio.binary.ValType;
import java.util.List;
import java.util.Optional;
import javax.lang.model.element.TypeElement;
import javax.lang.model.type.ArrayType;
import javax.lang.model.type.DeclaredType;
import javax.lang.model.type.TypeKind;
import javax.lang.model.type.TypeMirror;

/** A Java type that crosses the boundary to a guest, and how it does. */
public sealed interface PassedType permits ScalarType, PassedType.Memory, PassedType.Pointer {
  /** The Wasm types that it takes. */
  List<ValType> wasm();

  /** Types that are bytes in the memory. */
  enum Memory implements PassedType {
    /** A string as address and length. */
    UTF8(2),
    /** A string as the address of bytes that end with a NUL. */
    C_STRING(1),
    /** A byte array as address and length. */
    BYTES(2),
    /** A byte buffer as address and length. */
    BUFFER(2),
    /** A slice as address and length; its bytes are in the memory already. */
    SLICE(2);

    private final int values;

    Memory(int values) {
      this.values = values;
    }

    @Override
    public List<ValType> wasm() {
      return values == 1 ? List.of(ValType.I32) : List.of(ValType.I32, ValType.I32);
    }

    /** Whether passing it to a guest takes a copy of it in the heap. */
    public boolean isCopied() {
      return this != SLICE;
    }
  }

  /** Types that are the address of something. */
  sealed interface Pointer extends PassedType {
    @Override
    default List<ValType> wasm() {
      return List.of(ValType.I32);
    }
  }

  /** A struct by its address. */
  record Struct(StructType type) implements Pointer {}

  /** A function by its slot in the table. */
  record Function(FunctionInterface type) implements Pointer {}

  /** The type that a Java type is passed as; empty if nothing says how, or it cannot be. */
  static Optional<PassedType> of(TypeMirror type, Encoding encoding) {
    Optional<ScalarType> scalar = ScalarType.of(type);
    if (scalar.isPresent()) {
      return Optional.of(scalar.get());
    }
    if (type.getKind() == TypeKind.ARRAY) {
      TypeKind component = ((ArrayType) type).getComponentType().getKind();
      return component == TypeKind.BYTE ? Optional.of(Memory.BYTES) : Optional.empty();
    }
    if (type.getKind() != TypeKind.DECLARED) {
      return Optional.empty();
    }
    TypeElement element = (TypeElement) ((DeclaredType) type).asElement();
    return switch (element.getQualifiedName().toString()) {
      case "java.lang.String" -> encoding.memory();
      case "java.nio.ByteBuffer" -> Optional.of(Memory.BUFFER);
      case "dev.radicchio.memory.Slice" -> Optional.of(Memory.SLICE);
      default ->
          StructType.of(element)
              .<PassedType>map(Struct::new)
              .or(() -> FunctionInterface.of(element).map(Function::new));
    };
  }

  /** How a string is passed. */
  enum Encoding {
    NONE,
    UTF8,
    C_STRING;

    Optional<PassedType> memory() {
      return switch (this) {
        case NONE -> Optional.empty();
        case UTF8 -> Optional.of(Memory.UTF8);
        case C_STRING -> Optional.of(Memory.C_STRING);
      };
    }
  }
}

package dev.radicchio.processor.generate;

import com.palantir.javapoet.CodeBlock;
import com.palantir.javapoet.TypeName;
import dev.radicchio.binary.FunctionType;
import dev.radicchio.binary.ValType;
import dev.radicchio.processor.model.ScalarType;
import java.util.List;
import java.util.Locale;

/** Code for numbers, which guests take and give as the bits of their Wasm types. */
final class Numbers {
  private Numbers() {}

  /** A Java value as a guest takes it. */
  static CodeBlock toGuest(ScalarType type, CodeBlock value) {
    return switch (type) {
      case INT, ADDRESS, LONG -> value;
      case BOOLEAN -> CodeBlock.of("$L ? 1 : 0", value);
      case FLOAT ->
          CodeBlock.of(
              "$T.toUnsignedLong($T.floatToRawIntBits($L))", Integer.class, Float.class, value);
      case DOUBLE -> CodeBlock.of("$T.doubleToRawLongBits($L)", Double.class, value);
    };
  }

  /** What a guest gives as a Java value. */
  static CodeBlock fromGuest(ScalarType type, CodeBlock value) {
    return switch (type) {
      case INT, ADDRESS -> CodeBlock.of("(int) $L", value);
      case BOOLEAN -> CodeBlock.of("(int) $L != 0", value);
      case LONG -> value;
      case FLOAT -> CodeBlock.of("$T.intBitsToFloat((int) $L)", Float.class, value);
      case DOUBLE -> CodeBlock.of("$T.longBitsToDouble($L)", Double.class, value);
    };
  }

  /** A Java value as compiled code takes it. */
  static CodeBlock toCompiled(ScalarType type, CodeBlock value) {
    return type == ScalarType.BOOLEAN ? CodeBlock.of("$L ? 1 : 0", value) : value;
  }

  /** What compiled code gives as a Java value. */
  static CodeBlock fromCompiled(ScalarType type, CodeBlock value) {
    return type == ScalarType.BOOLEAN ? CodeBlock.of("$L != 0", value) : value;
  }

  /** The type that a Wasm type has in compiled code. */
  static TypeName compiled(ValType type) {
    if (type.equals(ValType.I32)) {
      return TypeName.INT;
    } else if (type.equals(ValType.I64)) {
      return TypeName.LONG;
    }
    return type.equals(ValType.F32) ? TypeName.FLOAT : TypeName.DOUBLE;
  }

  /** The Java type. */
  static TypeName type(ScalarType type) {
    return switch (type) {
      case INT, ADDRESS -> TypeName.INT;
      case BOOLEAN -> TypeName.BOOLEAN;
      case LONG -> TypeName.LONG;
      case FLOAT -> TypeName.FLOAT;
      case DOUBLE -> TypeName.DOUBLE;
    };
  }

  /** An expression that makes a function type. */
  static CodeBlock functionType(FunctionType type) {
    return CodeBlock.of(
        "new $T($L, $L)", FunctionType.class, list(type.params()), list(type.results()));
  }

  private static CodeBlock list(List<ValType> types) {
    return CodeBlock.of(
        "$T.of($L)",
        List.class,
        types.stream()
            .map(type -> CodeBlock.of("$T.$L", ValType.class, constant(type)))
            .collect(CodeBlock.joining(", ")));
  }

  private static String constant(ValType type) {
    return type.toString().toUpperCase(Locale.ROOT);
  }
}

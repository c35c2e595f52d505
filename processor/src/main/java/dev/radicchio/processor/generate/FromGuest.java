package dev.radicchio.processor.generate;

import com.palantir.javapoet.CodeBlock;
import dev.radicchio.processor.model.PassedType;
import dev.radicchio.processor.model.ScalarType;
import java.util.function.Function;

/**
 * Expressions for what a guest gives.
 *
 * @param memory an expression for the memory
 * @param program an expression for the program
 * @param instance an expression for the name of the guest's instance
 */
record FromGuest(CodeBlock memory, CodeBlock program, CodeBlock instance) {

  /**
   * An expression for a value.
   *
   * @param scalar what makes a number of what the guest gives
   * @param place an expression for the address that it gives where it gives no number; with a comma
   *     and one for the length, if it does
   */
  CodeBlock value(PassedType type, Function<ScalarType, CodeBlock> scalar, CodeBlock place) {
    return type.match(
        scalar,
        bytes -> {
          CodeBlock value = bytes.read(memory, place);
          return bytes.hasLength() ? value : orNull(place, value);
        },
        struct ->
            orNull(place, CodeBlock.of("$T.at($L, $L)", struct.type().viewName(), memory, place)),
        function ->
            orNull(
                place,
                CodeBlock.of(
                    "$T.at($L, $L, $L)", function.type().className(), program, instance, place)));
  }

  private static CodeBlock orNull(CodeBlock address, CodeBlock value) {
    return CodeBlock.of("$L == 0 ? null : $L", address, value);
  }
}

package dev.radicchio.processor.generate;

import com.palantir.javapoet.CodeBlock;
import dev.radicchio.processor.model.PassedType;
import dev.radicchio.processor.model.ScalarType;
import java.util.List;
import java.util.function.Function;

/**
 * Expressions for what a guest gives.
 *
 * @param memory an expression for the memory
 * @param program an expression for the program
 * @param instance an expression for the name of the guest's instance
 * @param translation of the guest's addresses
 */
record FromGuest(CodeBlock memory, CodeBlock program, CodeBlock instance, Translation translation) {

  /**
   * An expression for a value.
   *
   * @param scalar what makes a number of what the guest gives
   * @param place expressions for the address that it gives where it gives no number, and for the
   *     length, if it gives one
   */
  CodeBlock value(PassedType type, Function<ScalarType, CodeBlock> scalar, List<CodeBlock> place) {
    return type.match(
        it -> translation.toProgram(it, scalar.apply(it)),
        bytes -> {
          if (bytes.hasLength()) {
            CodeBlock length = place.get(1);
            CodeBlock address = translation.toProgram(place.get(0), length);
            return bytes.read(memory, CodeBlock.of("$L, $L", address, length));
          }
          CodeBlock address = place.get(0);
          return orNull(address, bytes.read(memory, translation.toProgram(address)));
        },
        struct -> {
          CodeBlock address = place.get(0);
          return orNull(
              address, translation.view(struct.type(), memory, translation.toProgram(address)));
        },
        function -> {
          CodeBlock pointer = place.get(0);
          return orNull(
              pointer,
              CodeBlock.of(
                  "$T.at($L, $L, $L)", function.type().className(), program, instance, pointer));
        });
  }

  private static CodeBlock orNull(CodeBlock address, CodeBlock value) {
    return CodeBlock.of("$L == 0 ? null : $L", address, value);
  }
}

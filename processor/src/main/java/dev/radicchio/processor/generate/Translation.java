package dev.radicchio.processor.generate;

import com.palantir.javapoet.CodeBlock;
import dev.radicchio.memory.StructView;
import dev.radicchio.processor.model.MethodModel;
import dev.radicchio.processor.model.PassedType;
import dev.radicchio.processor.model.ResultModel;
import dev.radicchio.processor.model.ScalarType;
import dev.radicchio.processor.model.StructType;
import java.util.Optional;
import java.util.function.Predicate;

/**
 * How addresses are translated between the program and an instance that has others: where a type
 * says that a number is an address, code is added that does it, and elsewhere none.
 *
 * @param addresses an expression for the instance's {@link dev.radicchio.memory.AddressSpace};
 *     empty if it has the program's
 * @param hasPointers whether a struct has pointers inside, which its view has to translate
 */
record Translation(Optional<CodeBlock> addresses, Predicate<StructType> hasPointers) {
  /** For an instance that has the program's addresses. */
  static final Translation NONE = new Translation(Optional.empty(), struct -> false);

  /** For one that has others. */
  static Translation by(CodeBlock addresses, Predicate<StructType> hasPointers) {
    return new Translation(Optional.of(addresses), hasPointers);
  }

  /** Whether a method takes or returns an address. */
  static boolean concerns(MethodModel method) {
    return method.parameters().stream().anyMatch(each -> isAddress(each.passed().get()))
        || (method.result() instanceof ResultModel.Value value
            && !method.isResultOwned()
            && isAddress(value.type()))
        || (method.result() instanceof ResultModel.Components components
            && components.components().stream()
                .anyMatch(each -> each.scalar().get() == ScalarType.ADDRESS));
  }

  private static boolean isAddress(PassedType type) {
    return type.match(
        scalar -> scalar == ScalarType.ADDRESS, bytes -> true, struct -> true, function -> false);
  }

  /** A number for a guest. */
  CodeBlock toInstance(ScalarType type, CodeBlock value) {
    return type == ScalarType.ADDRESS ? toInstance(value) : value;
  }

  /** An address for a guest. */
  CodeBlock toInstance(CodeBlock address) {
    return translated("toInstance", address);
  }

  /** The address of some bytes for a guest. */
  CodeBlock toInstance(CodeBlock address, CodeBlock length) {
    return translated("toInstance", address, length);
  }

  /** The address of a struct for a guest. */
  CodeBlock addressOf(CodeBlock struct, CodeBlock memory) {
    return addresses
        .map(own -> CodeBlock.of("$T.addressOf($L, $L, $L)", StructView.class, struct, memory, own))
        .orElseGet(() -> CodeBlock.of("$T.addressOf($L, $L)", StructView.class, struct, memory));
  }

  /** A number of a guest. */
  CodeBlock toProgram(ScalarType type, CodeBlock value) {
    return type == ScalarType.ADDRESS ? toProgram(value) : value;
  }

  /** An address of a guest. */
  CodeBlock toProgram(CodeBlock address) {
    return translated("toProgram", address);
  }

  /** The address of some bytes of a guest. */
  CodeBlock toProgram(CodeBlock address, CodeBlock length) {
    return translated("toProgram", address, length);
  }

  private CodeBlock translated(String method, CodeBlock address, CodeBlock... length) {
    return addresses
        .map(
            own ->
                CodeBlock.of(
                    length.length == 0 ? "$L.$N($L)" : "$L.$N($L, $L)",
                    length.length == 0
                        ? new Object[] {own, method, address}
                        : new Object[] {own, method, address, length[0]}))
        .orElse(address);
  }

  /** A view of a struct of the guest's. */
  CodeBlock view(StructType struct, CodeBlock memory, CodeBlock address) {
    return addresses
        .filter(own -> hasPointers.test(struct))
        .map(own -> CodeBlock.of("$T.at($L, $L, $L)", struct.viewName(), memory, address, own))
        .orElseGet(() -> CodeBlock.of("$T.at($L, $L)", struct.viewName(), memory, address));
  }
}

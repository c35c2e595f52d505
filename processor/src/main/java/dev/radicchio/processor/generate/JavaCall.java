package dev.radicchio.processor.generate;

import com.palantir.javapoet.CodeBlock;
import com.palantir.javapoet.TypeName;
import dev.radicchio.processor.model.MethodModel;
import dev.radicchio.processor.model.ParameterModel;
import dev.radicchio.processor.model.PassedType;
import dev.radicchio.processor.model.ResultModel;
import dev.radicchio.processor.model.ScalarType;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/** The body of a lambda that guests call, which calls a Java method. */
final class JavaCall {
  private final MethodModel method;
  private final String arguments;
  private final CodeBlock memory;
  private final CodeBlock program;
  private final CodeBlock instance;
  private final Translation translation;

  /**
   * @param arguments the parameter that has the guest's arguments
   * @param memory an expression for the memory
   * @param program an expression for the program
   * @param instance an expression for the name of the guest's instance
   * @param translation of the guest's addresses
   */
  JavaCall(
      MethodModel method,
      String arguments,
      CodeBlock memory,
      CodeBlock program,
      CodeBlock instance,
      Translation translation) {
    this.method = method;
    this.arguments = arguments;
    this.memory = memory;
    this.program = program;
    this.instance = instance;
    this.translation = translation;
  }

  /**
   * The statements.
   *
   * @param target an expression for the object whose method is called
   * @param first an argument that the method has before those of the guest; may be empty
   */
  CodeBlock body(CodeBlock target, CodeBlock first) {
    List<CodeBlock> values = new ArrayList<>();
    if (!first.isEmpty()) {
      values.add(first);
    }
    int next = 0;
    for (ParameterModel parameter : method.parameters()) {
      PassedType passed = parameter.passed().get();
      values.add(fromGuest(passed, next));
      next += passed.wasm().size();
    }
    CodeBlock call = CodeBlock.of("$L.$N($L)", target, method.name(), CodeBlock.join(values, ", "));
    CodeBlock.Builder code = CodeBlock.builder();
    if (method.result() instanceof ResultModel.Nothing) {
      return code.addStatement("$L", call).addStatement("return null").build();
    } else if (method.result() instanceof ResultModel.Components components) {
      return returnRecord(components, call, code);
    }
    PassedType passed = ((ResultModel.Value) method.result()).type();
    CodeBlock result =
        passed.match(
            scalar -> Numbers.toGuest(scalar, translation.toInstance(scalar, call)),
            JavaCall::refused,
            struct -> translation.addressOf(call, memory),
            JavaCall::refused);
    return code.addStatement("return new long[] {$L}", result).build();
  }

  private CodeBlock returnRecord(
      ResultModel.Components record, CodeBlock call, CodeBlock.Builder code) {
    code.addStatement("$T result = $L", TypeName.get(method.returnType()), call);
    CodeBlock values =
        record.components().stream()
            .map(
                component -> {
                  ScalarType scalar = component.scalar().get();
                  CodeBlock value = CodeBlock.of("result.$N()", component.name());
                  return Numbers.toGuest(scalar, translation.toInstance(scalar, value));
                })
            .collect(CodeBlock.joining(", "));
    return code.addStatement("return new long[] {$L}", values).build();
  }

  /** What {@link PassedType#toGuest} does not let pass. */
  private static CodeBlock refused(PassedType type) {
    throw new AssertionError(type + " is not returned to guests");
  }

  private CodeBlock fromGuest(PassedType passed, int first) {
    return new FromGuest(memory, program, instance, translation)
        .value(
            passed,
            scalar -> Numbers.fromGuest(scalar, CodeBlock.of("$N[$L]", arguments, first)),
            IntStream.range(first, first + passed.wasm().size())
                .mapToObj(i -> CodeBlock.of("(int) $N[$L]", arguments, i))
                .toList());
  }
}

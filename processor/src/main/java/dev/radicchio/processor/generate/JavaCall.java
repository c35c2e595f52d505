package dev.radicchio.processor.generate;

import com.palantir.javapoet.CodeBlock;
import com.palantir.javapoet.TypeName;
import dev.radicchio.memory.StructView;
import dev.radicchio.processor.model.MethodModel;
import dev.radicchio.processor.model.ParameterModel;
import dev.radicchio.processor.model.PassedType;
import dev.radicchio.processor.model.ResultModel;
import dev.radicchio.processor.model.ScalarType;
import java.util.List;

/** The body of a lambda that guests call, which calls a Java method. */
final class JavaCall {
  private final MethodModel method;
  private final String arguments;
  private final CodeBlock memory;
  private final CodeBlock program;

  /**
   * @param arguments the parameter that has the guest's arguments
   * @param memory an expression for the memory
   * @param program an expression for the program
   */
  JavaCall(MethodModel method, String arguments, CodeBlock memory, CodeBlock program) {
    this.method = method;
    this.arguments = arguments;
    this.memory = memory;
    this.program = program;
  }

  /**
   * The statements.
   *
   * @param target an expression for the object whose method is called
   * @param first an argument that the method has before those of the guest; may be empty
   */
  CodeBlock body(CodeBlock target, CodeBlock first) {
    CodeBlock.Builder values = CodeBlock.builder().add(first);
    int next = 0;
    boolean isFirst = first.isEmpty();
    for (ParameterModel parameter : method.parameters()) {
      PassedType passed = parameter.passed().get();
      values.add(isFirst ? "" : ", ").add(fromGuest(passed, next));
      isFirst = false;
      next += passed.wasm().size();
    }
    CodeBlock call = CodeBlock.of("$L.$N($L)", target, method.name(), values.build());
    CodeBlock.Builder code = CodeBlock.builder();
    if (method.result() instanceof ResultModel.Nothing) {
      return code.addStatement("$L", call).addStatement("return null").build();
    } else if (method.result() instanceof ResultModel.Components components) {
      return returnRecord(components, call, code);
    }
    PassedType passed = ((ResultModel.Value) method.result()).type();
    CodeBlock result =
        passed instanceof ScalarType scalar
            ? Numbers.toGuest(scalar, call)
            : CodeBlock.of("$T.addressOf($L, $L)", StructView.class, call, memory);
    return code.addStatement("return new long[] {$L}", result).build();
  }

  private CodeBlock returnRecord(
      ResultModel.Components record, CodeBlock call, CodeBlock.Builder code) {
    code.addStatement("$T result = $L", TypeName.get(method.returnType()), call);
    CodeBlock.Builder values = CodeBlock.builder();
    List<ResultModel.Component> components = record.components();
    for (int i = 0; i < components.size(); i++) {
      values.add(i == 0 ? "" : ", ");
      values.add(
          Numbers.toGuest(
              components.get(i).scalar().get(),
              CodeBlock.of("result.$N()", components.get(i).name())));
    }
    return code.addStatement("return new long[] {$L}", values.build()).build();
  }

  private CodeBlock fromGuest(PassedType passed, int index) {
    CodeBlock value = CodeBlock.of("$N[$L]", arguments, index);
    CodeBlock address = CodeBlock.of("(int) $L", value);
    if (passed instanceof ScalarType scalar) {
      return Numbers.fromGuest(scalar, value);
    } else if (passed instanceof PassedType.Struct struct) {
      return orNull(
          value, CodeBlock.of("$T.at($L, $L)", struct.type().viewName(), memory, address));
    } else if (passed instanceof PassedType.Function pointer) {
      return orNull(
          value, CodeBlock.of("$T.at($L, $L)", pointer.type().className(), program, address));
    } else if (passed == PassedType.Memory.C_STRING) {
      return orNull(value, CodeBlock.of("$L.readUtf8Z($L)", memory, address));
    }
    CodeBlock range = CodeBlock.of("$L, (int) $N[$L]", address, arguments, index + 1);
    return switch ((PassedType.Memory) passed) {
      case UTF8 -> CodeBlock.of("$L.readUtf8($L)", memory, range);
      case BYTES -> CodeBlock.of("$L.slice($L).toByteArray()", memory, range);
      case BUFFER -> CodeBlock.of("$L.view($L)", memory, range);
      default -> CodeBlock.of("$L.slice($L)", memory, range);
    };
  }

  private static CodeBlock orNull(CodeBlock pointer, CodeBlock value) {
    return CodeBlock.of("(int) $L == 0 ? null : $L", pointer, value);
  }
}

package dev.radicchio.processor.generate;

import com.palantir.javapoet.ClassName;
import com.palantir.javapoet.CodeBlock;
import com.palantir.javapoet.MethodSpec;
import com.palantir.javapoet.NameAllocator;
import com.palantir.javapoet.ParameterSpec;
import com.palantir.javapoet.TypeName;
import dev.radicchio.LentFunction;
import dev.radicchio.binary.FunctionType;
import dev.radicchio.memory.Arena;
import dev.radicchio.memory.Slice;
import dev.radicchio.memory.StructView;
import dev.radicchio.processor.model.MethodModel;
import dev.radicchio.processor.model.ParameterModel;
import dev.radicchio.processor.model.PassedType;
import dev.radicchio.processor.model.ResultModel;
import dev.radicchio.processor.model.ScalarType;
import java.util.List;
import javax.lang.model.element.Modifier;

/**
 * A Java method that calls a guest's function. If the method needs the program, that is in a field.
 * What it allocates for arguments is freed when the guest returns, or traps.
 */
final class GuestCall {
  /** The field that has the program. */
  static final String PROGRAM = "program";

  private static final CodeBlock MEMORY = CodeBlock.of("$N.memory()", PROGRAM);

  private final MethodModel model;
  private final FunctionType type;
  private final Callee callee;
  private final NameAllocator locals = new NameAllocator();
  private final CodeBlock.Builder resources = CodeBlock.builder();
  private final CodeBlock.Builder copies = CodeBlock.builder();
  private final CodeBlock.Builder arguments = CodeBlock.builder();
  private String arena = "";

  private GuestCall(MethodModel model, FunctionType type, Callee callee) {
    this.model = model;
    this.type = type;
    this.callee = callee;
    locals.newName(callee.name());
    if (!callee.name().equals(PROGRAM)) {
      locals.newName(PROGRAM);
    }
  }

  /**
   * The method.
   *
   * @param type the function's type, one of those that the method may have
   * @param callee what calls the function
   */
  static MethodSpec of(MethodModel model, FunctionType type, Callee callee) {
    return new GuestCall(model, type, callee).method();
  }

  /** Whether a method needs the program, for its memory for instance. */
  static boolean needsProgram(MethodModel model) {
    return model.parameters().stream()
            .anyMatch(parameter -> !(parameter.passed().get() instanceof ScalarType))
        || (model.result() instanceof ResultModel.Value value
            && !(value.type() instanceof ScalarType));
  }

  private MethodSpec method() {
    MethodSpec.Builder method =
        MethodSpec.methodBuilder(model.name())
            .addAnnotation(Override.class)
            .addModifiers(Modifier.PUBLIC)
            .returns(TypeName.get(model.returnType()));
    for (ParameterModel parameter : model.parameters()) {
      String name = locals.newName(parameter.name(), parameter);
      method.addParameter(ParameterSpec.builder(TypeName.get(parameter.type()), name).build());
    }
    model.parameters().forEach(this::pass);
    CodeBlock held = resources.build();
    if (held.isEmpty()) {
      return method.addCode(callAndReturn()).build();
    }
    return method
        .beginControlFlow("try ($L)", held)
        .addCode(copies.build())
        .addCode(callAndReturn())
        .endControlFlow()
        .build();
  }

  private void pass(ParameterModel parameter) {
    String name = locals.get(parameter);
    PassedType passed = parameter.passed().get();
    if (passed instanceof ScalarType scalar) {
      argument(callee.argument(scalar, CodeBlock.of("$N", name)));
    } else if (passed instanceof PassedType.Struct) {
      argument(CodeBlock.of("$T.addressOf($N, $L)", StructView.class, name, MEMORY));
    } else if (passed instanceof PassedType.Function pointer) {
      lend(name, pointer);
    } else if (passed == PassedType.Memory.SLICE) {
      argument(CodeBlock.of("$N.addressIn($L)", name, MEMORY));
      argument(CodeBlock.of("$N.length()", name));
    } else {
      copy(name, (PassedType.Memory) passed);
    }
  }

  private void argument(CodeBlock value) {
    arguments.add(arguments.isEmpty() ? "" : ", ").add(value);
  }

  private void resource(CodeBlock declaration) {
    resources.add(resources.isEmpty() ? "" : "; ").add(declaration);
  }

  private void lend(String name, PassedType.Function pointer) {
    String lent = locals.newName(name + "Pointer");
    resource(
        CodeBlock.of(
            "$T $N = $N == null ? null : $T.lend($N, $N)",
            LentFunction.class,
            lent,
            name,
            pointer.type().className(),
            PROGRAM,
            name));
    String borrower = model.owner().getSimpleName() + "." + model.name();
    argument(CodeBlock.of("$N == null ? 0 : $N.pointer($S)", lent, lent, borrower));
  }

  private void copy(String name, PassedType.Memory passed) {
    if (arena.isEmpty()) {
      arena = locals.newName("arena");
      resource(CodeBlock.of("$T $N = $N.heap().arena()", Arena.class, arena, PROGRAM));
    }
    String copied = locals.newName(name + "Slice");
    String how =
        switch (passed) {
          case UTF8 -> "utf8";
          case C_STRING -> "cString";
          default -> "bytes";
        };
    copies.addStatement("$T $N = $N.$L($N)", Slice.class, copied, arena, how, name);
    argument(CodeBlock.of("$N.address()", copied));
    if (passed.wasm().size() == 2) {
      argument(CodeBlock.of("$N.length()", copied));
    }
  }

  private CodeBlock callAndReturn() {
    CodeBlock call = callee.call(arguments.build());
    if (model.result() instanceof ResultModel.Components components) {
      return returnRecord(components, call);
    } else if (model.result() instanceof ResultModel.Value value) {
      return value.type() instanceof ScalarType scalar
          ? statement("return $L", callee.result(scalar, call))
          : returnFromMemory(value.type(), call);
    }
    return statement("$L", call);
  }

  private static CodeBlock statement(String format, Object... arguments) {
    return CodeBlock.builder().addStatement(format, arguments).build();
  }

  private CodeBlock returnFromMemory(PassedType passed, CodeBlock call) {
    if (passed instanceof PassedType.Memory memory && memory.wasm().size() == 2) {
      return returnBytes(memory, call);
    }
    String address = locals.newName("address");
    CodeBlock value =
        passed instanceof PassedType.Struct struct
            ? CodeBlock.of("$T.at($L, $N)", struct.type().viewName(), MEMORY, address)
            : passed instanceof PassedType.Function pointer
                ? CodeBlock.of("$T.at($N, $N)", pointer.type().className(), PROGRAM, address)
                : CodeBlock.of("$L.readUtf8Z($N)", MEMORY, address);
    return CodeBlock.builder()
        .addStatement("int $N = $L", address, callee.result(ScalarType.INT, call))
        .addStatement("return $N == 0 ? null : $L", address, value)
        .build();
  }

  /** As two results, or packed into one with the address in its high half. */
  private CodeBlock returnBytes(PassedType.Memory memory, CodeBlock call) {
    String result = locals.newName("result");
    CodeBlock.Builder code = CodeBlock.builder();
    CodeBlock range;
    if (type.results().size() == 2) {
      code.addStatement("$T $N = $L", long[].class, result, call);
      range = CodeBlock.of("(int) $N[0], (int) $N[1]", result, result);
    } else {
      code.addStatement("long $N = $L", result, callee.result(ScalarType.LONG, call));
      range = CodeBlock.of("(int) ($N >>> 32), (int) $N", result, result);
    }
    String format =
        switch (memory) {
          case UTF8 -> "return $L.readUtf8($L)";
          case SLICE -> "return $L.slice($L)";
          default -> "return $L.slice($L).toByteArray()";
        };
    return code.addStatement(format, MEMORY, range).build();
  }

  private CodeBlock returnRecord(ResultModel.Components record, CodeBlock call) {
    List<ResultModel.Component> components = record.components();
    ClassName name = ClassName.get(record.element());
    if (components.size() == 1) {
      return statement(
          "return new $T($L)", name, callee.result(components.get(0).scalar().get(), call));
    }
    String results = locals.newName("results");
    CodeBlock.Builder values = CodeBlock.builder();
    for (int i = 0; i < components.size(); i++) {
      values.add(i == 0 ? "" : ", ");
      values.add(
          Numbers.fromGuest(components.get(i).scalar().get(), CodeBlock.of("$N[$L]", results, i)));
    }
    return CodeBlock.builder()
        .addStatement("$T $N = $L", long[].class, results, call)
        .addStatement("return new $T($L)", name, values.build())
        .build();
  }
}

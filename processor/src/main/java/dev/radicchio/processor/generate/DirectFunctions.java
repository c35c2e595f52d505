package dev.radicchio.processor.generate;

import com.palantir.javapoet.CodeBlock;
import com.palantir.javapoet.MethodSpec;
import com.palantir.javapoet.NameAllocator;
import com.palantir.javapoet.TypeName;
import com.palantir.javapoet.TypeSpec;
import dev.radicchio.binary.FunctionType;
import dev.radicchio.processor.compile.CompiledImage;
import java.util.LinkedHashMap;
import java.util.Map;
import javax.lang.model.element.Modifier;

/** The methods of a stub that call compiled functions, one for each function. */
final class DirectFunctions {
  private final CompiledImage compiled;
  private final NameAllocator methods;
  private final String calls;
  private final Map<String, MethodSpec> specs = new LinkedHashMap<>();

  /**
   * @param fields the names of the stub's fields
   * @param methods the names of its methods
   */
  DirectFunctions(CompiledImage compiled, NameAllocator fields, NameAllocator methods) {
    this.compiled = compiled;
    this.methods = methods;
    this.calls = fields.newName("calls");
  }

  /** What calls the function of an export. */
  Callee add(String export, FunctionType type, CompiledImage.Method function) {
    MethodSpec spec = specs.computeIfAbsent(export, name -> method(name, type, function));
    return new Callee.Method(spec.name());
  }

  private MethodSpec method(String export, FunctionType type, CompiledImage.Method function) {
    MethodSpec.Builder method =
        MethodSpec.methodBuilder(methods.newName(function.name()))
            .addModifiers(Modifier.PRIVATE)
            .returns(result(type));
    CodeBlock.Builder arguments = CodeBlock.builder();
    for (int i = 0; i < type.params().size(); i++) {
      String name = "p" + i;
      method.addParameter(Numbers.compiled(type.params().get(i)), name);
      arguments.add("$N, ", name);
    }
    return method
        .addStatement("long before = $N.enter()", calls)
        .beginControlFlow("try")
        .addStatement(
            "$L$T.$N($L$N.memory(), $N.instance())",
            type.results().isEmpty() ? "" : "return ",
            function.owner(),
            function.name(),
            arguments.build(),
            calls,
            calls)
        .nextControlFlow("catch ($T thrown)", Throwable.class)
        .addStatement("throw $N.left($S, before, thrown)", calls, export)
        .endControlFlow()
        .build();
  }

  private static TypeName result(FunctionType type) {
    return switch (type.results().size()) {
      case 0 -> TypeName.VOID;
      case 1 -> Numbers.compiled(type.results().get(0));
      default -> TypeName.get(long[].class);
    };
  }

  /** Adds the methods, and the fields that they need. */
  void addTo(TypeSpec.Builder type, MethodSpec.Builder constructor) {
    if (specs.isEmpty()) {
      return;
    }
    type.addField(compiled.calls(), calls, Modifier.PRIVATE, Modifier.FINAL);
    constructor.addStatement("this.$N = $T.of($N)", calls, compiled.calls(), GuestCall.PROGRAM);
    specs.values().forEach(type::addMethod);
  }
}

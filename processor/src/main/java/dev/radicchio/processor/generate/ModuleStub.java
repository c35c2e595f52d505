package dev.radicchio.processor.generate;

import com.palantir.javapoet.ClassName;
import com.palantir.javapoet.CodeBlock;
import com.palantir.javapoet.MethodSpec;
import com.palantir.javapoet.NameAllocator;
import com.palantir.javapoet.ParameterSpec;
import com.palantir.javapoet.TypeName;
import com.palantir.javapoet.TypeSpec;
import dev.radicchio.GuestFunction;
import dev.radicchio.LinkedProgram;
import dev.radicchio.processor.check.BoundMethod;
import dev.radicchio.processor.check.CheckedModule;
import dev.radicchio.processor.model.MethodModel;
import dev.radicchio.processor.model.ParameterModel;
import dev.radicchio.processor.model.ResultModel;
import dev.radicchio.processor.model.ScalarType;
import javax.lang.model.element.Modifier;
import javax.lang.model.element.TypeElement;

/** The nested class that implements a module interface for one instance of the module. */
final class ModuleStub {
  private final CheckedModule module;
  private final String name;

  ModuleStub(CheckedModule module, String name) {
    this.module = module;
    this.name = name;
  }

  TypeSpec spec() {
    TypeElement element = module.module().element();
    TypeSpec.Builder type =
        TypeSpec.classBuilder(name)
            .addModifiers(Modifier.PRIVATE, Modifier.STATIC, Modifier.FINAL)
            .addSuperinterface(TypeName.get(element.asType()))
            .avoidClashesWithNestedClasses(element);
    MethodSpec.Builder constructor =
        MethodSpec.constructorBuilder()
            .addParameter(LinkedProgram.class, "program")
            .addParameter(String.class, "instance");
    NameAllocator fields = new NameAllocator();
    for (BoundMethod method : module.methods()) {
      String field = fields.newName(method.method().name(), method);
      type.addField(GuestFunction.class, field, Modifier.PRIVATE, Modifier.FINAL);
      constructor.addStatement("this.$N = program.function(instance, $S)", field, method.export());
      type.addMethod(method(method.method(), field));
    }
    return type.addMethod(constructor.build()).build();
  }

  private static MethodSpec method(MethodModel model, String field) {
    NameAllocator locals = new NameAllocator();
    locals.newName(field);
    MethodSpec.Builder method =
        MethodSpec.methodBuilder(model.name())
            .addAnnotation(Override.class)
            .addModifiers(Modifier.PUBLIC);
    CodeBlock.Builder arguments = CodeBlock.builder();
    for (ParameterModel parameter : model.parameters()) {
      String name = locals.newName(parameter.name());
      method.addParameter(ParameterSpec.builder(TypeName.get(parameter.type()), name).build());
      arguments.add(arguments.isEmpty() ? "" : ", ").add(argument(parameter.scalar().get(), name));
    }
    CodeBlock call = CodeBlock.of("$N.call($L)", field, arguments.build());
    if (model.result() instanceof ResultModel.Scalar result) {
      method
          .returns(type(result.type()))
          .addStatement("return $L", result(result.type(), CodeBlock.of("$L[0]", call)));
    } else if (model.result() instanceof ResultModel.Components components) {
      returnRecord(method, components, call, locals.newName("results"));
    } else {
      method.addStatement(call);
    }
    return method.build();
  }

  private static void returnRecord(
      MethodSpec.Builder method, ResultModel.Components record, CodeBlock call, String results) {
    ClassName type = ClassName.get(record.element());
    method.returns(type).addStatement("$T $N = $L", long[].class, results, call);
    CodeBlock.Builder values = CodeBlock.builder();
    for (int i = 0; i < record.components().size(); i++) {
      values.add(i == 0 ? "" : ", ");
      values.add(
          result(record.components().get(i).scalar().get(), CodeBlock.of("$N[$L]", results, i)));
    }
    method.addStatement("return new $T($L)", type, values.build());
  }

  /** A Java value as a guest takes it. */
  private static CodeBlock argument(ScalarType type, String name) {
    return switch (type) {
      case INT, LONG -> CodeBlock.of("$N", name);
      case BOOLEAN -> CodeBlock.of("$N ? 1 : 0", name);
      case FLOAT ->
          CodeBlock.of(
              "$T.toUnsignedLong($T.floatToRawIntBits($N))", Integer.class, Float.class, name);
      case DOUBLE -> CodeBlock.of("$T.doubleToRawLongBits($N)", Double.class, name);
    };
  }

  /** What a guest returns as a Java value. */
  private static CodeBlock result(ScalarType type, CodeBlock value) {
    return switch (type) {
      case INT -> CodeBlock.of("(int) $L", value);
      case BOOLEAN -> CodeBlock.of("(int) $L != 0", value);
      case LONG -> value;
      case FLOAT -> CodeBlock.of("$T.intBitsToFloat((int) $L)", Float.class, value);
      case DOUBLE -> CodeBlock.of("$T.longBitsToDouble($L)", Double.class, value);
    };
  }

  private static TypeName type(ScalarType type) {
    return switch (type) {
      case INT -> TypeName.INT;
      case BOOLEAN -> TypeName.BOOLEAN;
      case LONG -> TypeName.LONG;
      case FLOAT -> TypeName.FLOAT;
      case DOUBLE -> TypeName.DOUBLE;
    };
  }
}

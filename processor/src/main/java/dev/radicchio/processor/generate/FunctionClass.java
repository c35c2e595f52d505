package dev.radicchio.processor.generate;

import com.palantir.javapoet.ClassName;
import com.palantir.javapoet.CodeBlock;
import com.palantir.javapoet.FieldSpec;
import com.palantir.javapoet.MethodSpec;
import com.palantir.javapoet.NameAllocator;
import com.palantir.javapoet.TypeName;
import com.palantir.javapoet.TypeSpec;
import dev.radicchio.GuestFunction;
import dev.radicchio.LentFunction;
import dev.radicchio.LinkedProgram;
import dev.radicchio.binary.FunctionType;
import dev.radicchio.memory.AddressSpace;
import dev.radicchio.memory.GuestDataException;
import dev.radicchio.processor.model.FunctionModel;
import dev.radicchio.processor.model.MethodModel;
import dev.radicchio.processor.model.StructType;
import java.util.function.Predicate;
import javax.lang.model.element.Modifier;

/** The class of a function pointer: lends lambdas to guests, and calls what guests point to. */
final class FunctionClass {
  private static final String TYPE = "TYPE";
  private static final String POINTER = "pointer";
  private static final String FUNCTION = "function";
  private static final String ADDRESSES = "addresses";
  private static final String LEND = "lend";
  private static final String AT = "at";

  /** The instance that stands for all that share the program's table. */
  private static final String PROGRAMS_TABLE = "";

  private static final CodeBlock NOT_THERE =
      CodeBlock.of(
          "@throws $L if it points to no function, or to one of another type\n",
          GuestDataException.class.getName());

  private final FunctionModel model;
  private final MethodModel method;
  private final FunctionType type;
  private final ClassName name;
  private final Predicate<StructType> hasPointers;

  /** Whether it takes or returns addresses, which may be others to an instance. */
  private final boolean hasAddresses;

  /**
   * @param hasPointers whether a struct has pointers inside
   */
  FunctionClass(FunctionModel model, ClassName name, Predicate<StructType> hasPointers) {
    this.model = model;
    this.method = model.methods().get(0);
    this.type = method.functionTypes().get(0);
    this.name = name;
    this.hasPointers = hasPointers;
    this.hasAddresses = Translation.concerns(method);
  }

  TypeSpec.Builder spec() {
    DeprecationLint lint = new DeprecationLint();
    lint.add(model.element());
    lint.add(method);
    TypeSpec.Builder builder = TypeSpec.classBuilder(name);
    lint.suppression().ifPresent(builder::addAnnotation);
    builder
        .addJavadoc("{@link $T} as a function pointer.\n", model.element())
        .addSuperinterface(TypeName.get(model.element().asType()))
        .addField(
            FieldSpec.builder(
                    FunctionType.class, TYPE, Modifier.PUBLIC, Modifier.STATIC, Modifier.FINAL)
                .addJavadoc("The type that guests know it by.\n")
                .initializer(Numbers.functionType(type))
                .build())
        .addField(LinkedProgram.class, GuestCall.PROGRAM, Modifier.PRIVATE, Modifier.FINAL)
        .addField(String.class, GuestCall.INSTANCE, Modifier.PRIVATE, Modifier.FINAL);
    if (hasAddresses) {
      builder.addField(AddressSpace.class, ADDRESSES, Modifier.PRIVATE, Modifier.FINAL);
    }
    return builder
        .addField(int.class, POINTER, Modifier.PRIVATE, Modifier.FINAL)
        .addField(GuestFunction.class, FUNCTION, Modifier.PRIVATE, Modifier.FINAL)
        .addMethod(constructor())
        .addMethod(lendInProgramsTable())
        .addMethod(lend())
        .addMethod(atInProgramsTable())
        .addMethod(at())
        .addMethod(
            GuestCall.of(
                method,
                type,
                new Callee.Field(FUNCTION),
                translation(CodeBlock.of("this.$N", ADDRESSES))))
        .addMethod(pointer());
  }

  private Translation translation(CodeBlock addresses) {
    return hasAddresses ? Translation.by(addresses, hasPointers) : Translation.NONE;
  }

  private MethodSpec constructor() {
    MethodSpec.Builder constructor =
        MethodSpec.constructorBuilder()
            .addModifiers(Modifier.PRIVATE)
            .addParameter(LinkedProgram.class, GuestCall.PROGRAM)
            .addParameter(String.class, GuestCall.INSTANCE)
            .addParameter(int.class, POINTER)
            .addStatement("this.$N = $N", GuestCall.PROGRAM, GuestCall.PROGRAM)
            .addStatement("this.$N = $N", GuestCall.INSTANCE, GuestCall.INSTANCE);
    if (hasAddresses) {
      constructor.addStatement(
          "this.$N = $N.addresses($N)", ADDRESSES, GuestCall.PROGRAM, GuestCall.INSTANCE);
    }
    return constructor
        .addStatement("this.$N = $N", POINTER, POINTER)
        .addStatement(
            "this.$N = $N.pointer($N, $N, $N)",
            FUNCTION,
            GuestCall.PROGRAM,
            GuestCall.INSTANCE,
            POINTER,
            TYPE)
        .build();
  }

  private MethodSpec lendInProgramsTable() {
    return MethodSpec.methodBuilder(LEND)
        .addModifiers(Modifier.PUBLIC, Modifier.STATIC)
        .addJavadoc("Lends a function to the guests that share a program's table.\n\n")
        .addJavadoc("@param program the program\n")
        .addJavadoc("@param function what guests are to call\n")
        .addJavadoc("@return the pointer, which guests may keep until it is closed\n")
        .addParameter(LinkedProgram.class, GuestCall.PROGRAM)
        .addParameter(TypeName.get(model.element().asType()), FUNCTION)
        .returns(LentFunction.class)
        .addStatement("return $N($N, $S, $N)", LEND, GuestCall.PROGRAM, PROGRAMS_TABLE, FUNCTION)
        .build();
  }

  private MethodSpec lend() {
    NameAllocator locals = new NameAllocator();
    String program = locals.newName(GuestCall.PROGRAM);
    String instance = locals.newName(GuestCall.INSTANCE);
    String function = locals.newName(FUNCTION);
    String arguments = locals.newName("arguments");
    String addresses = locals.newName(ADDRESSES);
    CodeBlock body =
        new JavaCall(
                method,
                arguments,
                CodeBlock.of("$N.memory()", program),
                CodeBlock.of("$N", program),
                CodeBlock.of("$N", instance),
                translation(CodeBlock.of("$N", addresses)))
            .body(CodeBlock.of("$N", function), CodeBlock.of(""));
    MethodSpec.Builder lend =
        MethodSpec.methodBuilder(LEND)
            .addModifiers(Modifier.PUBLIC, Modifier.STATIC)
            .addJavadoc("Lends a function to an instance, which may have a table of its own.\n\n")
            .addJavadoc("@param program the program\n")
            .addJavadoc(
                "@param instance the instance's name; empty for those that share the program's table\n")
            .addJavadoc("@param function what the instance is to call\n")
            .addJavadoc("@return the pointer, which the instance may keep until it is closed\n")
            .addParameter(LinkedProgram.class, program)
            .addParameter(String.class, instance)
            .addParameter(TypeName.get(model.element().asType()), function)
            .returns(LentFunction.class);
    if (hasAddresses) {
      lend.addStatement(
          "$T $N = $N.addresses($N)", AddressSpace.class, addresses, program, instance);
    }
    return lend.addCode("$T adapter = $N -> {\n$>", GuestFunction.class, arguments)
        .addCode(body)
        .addCode("$<};\n")
        .beginControlFlow(
            "if ($N instanceof $T own && own.$N == $N)", function, name, GuestCall.PROGRAM, program)
        .addStatement(
            GuestCall.needsProgram(method) || hasAddresses
                ? "return $N.lend($N, $N, own.$N, adapter)"
                : "return $N.lend($N, $N, own.$N)",
            program,
            instance,
            TYPE,
            FUNCTION)
        .endControlFlow()
        .addStatement("return $N.lend($N, $N, adapter)", program, instance, TYPE)
        .build();
  }

  private MethodSpec atInProgramsTable() {
    return atMethod()
        .addJavadoc(
            "The function that a pointer points to, of a guest that shares a program's table.\n\n")
        .addJavadoc("@param program the program\n")
        .addJavadoc("@param pointer the pointer, as the guest gave it\n")
        .addJavadoc("@return the function\n")
        .addJavadoc(NOT_THERE)
        .addParameter(LinkedProgram.class, GuestCall.PROGRAM)
        .addParameter(int.class, POINTER)
        .addStatement("return $N($N, $S, $N)", AT, GuestCall.PROGRAM, PROGRAMS_TABLE, POINTER)
        .build();
  }

  private MethodSpec at() {
    return atMethod()
        .addJavadoc("The function that a pointer of an instance points to.\n\n")
        .addJavadoc("@param program the program\n")
        .addJavadoc(
            "@param instance the instance's name; empty for those that share the program's table\n")
        .addJavadoc("@param pointer the pointer, as the instance gave it\n")
        .addJavadoc("@return the function\n")
        .addJavadoc(NOT_THERE)
        .addParameter(LinkedProgram.class, GuestCall.PROGRAM)
        .addParameter(String.class, GuestCall.INSTANCE)
        .addParameter(int.class, POINTER)
        .addStatement(
            "return new $T($N, $N, $N)", name, GuestCall.PROGRAM, GuestCall.INSTANCE, POINTER)
        .build();
  }

  private MethodSpec.Builder atMethod() {
    return MethodSpec.methodBuilder(AT)
        .addModifiers(Modifier.PUBLIC, Modifier.STATIC)
        .returns(name);
  }

  private static MethodSpec pointer() {
    return MethodSpec.methodBuilder(POINTER)
        .addModifiers(Modifier.PUBLIC)
        .addJavadoc("The function pointer, a slot of the table that it is from.\n\n")
        .addJavadoc("@return the pointer\n")
        .returns(int.class)
        .addStatement("return $N", POINTER)
        .build();
  }
}

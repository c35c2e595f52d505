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
import dev.radicchio.processor.model.MethodModel;
import dev.radicchio.processor.model.ParameterModel;
import dev.radicchio.processor.model.PassedType;
import dev.radicchio.processor.model.ResultModel;
import dev.radicchio.processor.model.ScalarType;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import javax.lang.model.element.Modifier;

/**
 * A Java method that calls a guest's function. If the method needs the program, or the name of the
 * instance, that is in a field. What it allocates for arguments is freed when the guest returns, or
 * traps.
 */
final class GuestCall {
  /** The field that has the program. */
  static final String PROGRAM = "program";

  /** The field that has the instance's own allocator. */
  static final String ALLOCATOR = "allocator";

  /** The field that has the name of the guest's instance. */
  static final String INSTANCE = "instance";

  private static final CodeBlock MEMORY = CodeBlock.of("$N.memory()", PROGRAM);

  private final MethodModel model;
  private final FunctionType type;
  private final Callee callee;
  private final Translation translation;
  private final NameAllocator locals = new NameAllocator();
  private final List<CodeBlock> resources = new ArrayList<>();
  private final CodeBlock.Builder copies = CodeBlock.builder();
  private final List<CodeBlock> arguments = new ArrayList<>();
  private String arena = "";

  /** What the guest frees; empty if there is nothing. */
  private String given = "";

  private GuestCall(MethodModel model, FunctionType type, Callee callee, Translation translation) {
    this.model = model;
    this.type = type;
    this.callee = callee;
    this.translation = translation;
    locals.newName(callee.name());
    for (String field : List.of(PROGRAM, INSTANCE)) {
      if (!callee.name().equals(field)) {
        locals.newName(field);
      }
    }
  }

  /**
   * The method.
   *
   * @param type the function's type, one of those that the method may have
   * @param callee what calls the function
   * @param translation of the guest's addresses
   */
  static MethodSpec of(
      MethodModel model, FunctionType type, Callee callee, Translation translation) {
    return new GuestCall(model, type, callee, translation).method();
  }

  /** Whether a method needs the program, for its memory for instance. */
  static boolean needsProgram(MethodModel model) {
    return model.parameters().stream()
            .anyMatch(each -> !each.isOwned() && each.passed().get().needsProgram())
        || (model.result() instanceof ResultModel.Value value
            && !model.isResultOwned()
            && value.type().needsProgram());
  }

  /** Whether a method needs the name of the guest's instance, whose function pointers it passes. */
  static boolean needsInstance(MethodModel model) {
    return model.parameters().stream().anyMatch(each -> isFunction(each.passed().get()))
        || (model.result() instanceof ResultModel.Value value && isFunction(value.type()));
  }

  private static boolean isFunction(PassedType type) {
    return type instanceof PassedType.FunctionPointer;
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
    if (!given.isEmpty()) {
      copies.addStatement("$N.handOver()", given);
    }
    if (resources.isEmpty()) {
      return method.addCode(callAndReturn()).build();
    }
    return method
        .beginControlFlow("try ($L)", CodeBlock.join(resources, "; "))
        .addCode(copies.build())
        .addCode(callAndReturn())
        .endControlFlow()
        .build();
  }

  private void pass(ParameterModel parameter) {
    String name = locals.get(parameter);
    parameter
        .passed()
        .get()
        .accept(
            scalar -> passNumber(name, scalar),
            bytes -> passBytes(parameter, bytes),
            struct -> passAddress(name, translation.addressOf(CodeBlock.of("$N", name), MEMORY)),
            function -> lend(name, function));
  }

  private void passNumber(String name, ScalarType scalar) {
    CodeBlock number = CodeBlock.of("$N", name);
    if (scalar == ScalarType.ADDRESS) {
      passAddress(name, translation.toInstance(number));
    } else {
      arguments.add(callee.argument(scalar, number));
    }
  }

  private void passBytes(ParameterModel parameter, PassedType.Memory passed) {
    String name = locals.get(parameter);
    if (passed.isCopied()) {
      String copied = copy(name, passed, parameter.isOwned() ? given() : arena());
      CodeBlock address = CodeBlock.of("$N.address()", copied);
      if (passed.hasLength()) {
        passRange(name, address, CodeBlock.of("$N.length()", copied));
      } else {
        passAddress(name, translation.toInstance(address));
      }
    } else {
      passRange(
          name, CodeBlock.of("$N.addressIn($L)", name, MEMORY), CodeBlock.of("$N.length()", name));
    }
  }

  private void passRange(String name, CodeBlock address, CodeBlock length) {
    passAddress(name, translation.toInstance(address, length));
    arguments.add(length);
  }

  /** An address, which may be refused; if so, before the guest is given anything. */
  private void passAddress(String name, CodeBlock address) {
    if (model.parameters().stream().anyMatch(ParameterModel::isOwned)) {
      String local = locals.newName(name + "Address");
      copies.addStatement("int $N = $L", local, address);
      arguments.add(CodeBlock.of("$N", local));
    } else {
      arguments.add(address);
    }
  }

  private void lend(String name, PassedType.FunctionPointer pointer) {
    String lent = locals.newName(name + "Pointer");
    resources.add(
        CodeBlock.of(
            "$T $N = $N == null ? null : $T.lend($N, $N, $N)",
            LentFunction.class,
            lent,
            name,
            pointer.type().className(),
            PROGRAM,
            INSTANCE,
            name));
    String borrower = model.owner().getSimpleName() + "." + model.name();
    passAddress(name, CodeBlock.of("$N == null ? 0 : $N.pointer($S)", lent, lent, borrower));
  }

  /** What is freed after the call. */
  private String arena() {
    if (arena.isEmpty()) {
      arena = locals.newName("arena");
      resources.add(CodeBlock.of("$T $N = $N.heap().arena()", Arena.class, arena, PROGRAM));
    }
    return arena;
  }

  /** What the guest frees. */
  private String given() {
    if (given.isEmpty()) {
      given = locals.newName("given");
      resources.add(CodeBlock.of("$T $N = this.$N.arena()", Arena.class, given, ALLOCATOR));
    }
    return given;
  }

  private String copy(String name, PassedType.Memory passed, String from) {
    String copied = locals.newName(name + "Slice");
    copies.addStatement("$T $N = $N.$N($N)", Slice.class, copied, from, passed.copying(), name);
    return copied;
  }

  private CodeBlock callAndReturn() {
    CodeBlock call = callee.call(CodeBlock.join(arguments, ", "));
    if (model.result() instanceof ResultModel.Components components) {
      return returnRecord(components, call);
    } else if (model.result() instanceof ResultModel.Value value) {
      return returnValue(value.type(), call);
    }
    return statement("$L", call);
  }

  private static CodeBlock statement(String format, Object... arguments) {
    return CodeBlock.builder().addStatement(format, arguments).build();
  }

  private CodeBlock returnValue(PassedType type, CodeBlock call) {
    return type.match(
        scalar ->
            statement("return $L", translation.toProgram(scalar, callee.result(scalar, call))),
        bytes -> bytes.hasLength() ? returnRange(type, call) : returnAddress(type, call),
        struct -> returnAddress(type, call),
        function -> returnAddress(type, call));
  }

  private CodeBlock returnAddress(PassedType type, CodeBlock call) {
    String address = locals.newName("address");
    return CodeBlock.builder()
        .addStatement("int $N = $L", address, callee.result(ScalarType.INT, call))
        .add(returnAt(type, call, List.of(CodeBlock.of("$N", address))))
        .build();
  }

  /** Address and length: as two results, or packed into one with the address in its high half. */
  private CodeBlock returnRange(PassedType type, CodeBlock call) {
    String result = locals.newName("result");
    return this.type.results().size() == 2
        ? CodeBlock.builder()
            .addStatement("$T $N = $L", long[].class, result, call)
            .add(
                returnAt(
                    type,
                    call,
                    List.of(
                        CodeBlock.of("(int) $N[0]", result), CodeBlock.of("(int) $N[1]", result))))
            .build()
        : CodeBlock.builder()
            .addStatement("long $N = $L", result, callee.result(ScalarType.LONG, call))
            .add(
                returnAt(
                    type,
                    call,
                    List.of(
                        CodeBlock.of("(int) ($N >>> 32)", result),
                        CodeBlock.of("(int) $N", result))))
            .build();
  }

  private CodeBlock returnAt(PassedType type, CodeBlock call, List<CodeBlock> place) {
    if (model.isResultOwned()) {
      return statement(
          "return this.$N.$N($L)",
          ALLOCATOR,
          ((PassedType.Memory) type).copying(),
          CodeBlock.join(place, ", "));
    }
    return statement(
        "return $L",
        new FromGuest(
                MEMORY, CodeBlock.of("$N", PROGRAM), CodeBlock.of("$N", INSTANCE), translation)
            .value(type, scalar -> callee.result(scalar, call), place));
  }

  private CodeBlock returnRecord(ResultModel.Components record, CodeBlock call) {
    List<ResultModel.Component> components = record.components();
    ClassName name = ClassName.get(record.element());
    if (components.size() == 1) {
      ScalarType only = components.get(0).scalar().get();
      return statement(
          "return new $T($L)", name, translation.toProgram(only, callee.result(only, call)));
    }
    String results = locals.newName("results");
    CodeBlock values =
        IntStream.range(0, components.size())
            .mapToObj(
                i -> {
                  ScalarType scalar = components.get(i).scalar().get();
                  return translation.toProgram(
                      scalar, Numbers.fromGuest(scalar, CodeBlock.of("$N[$L]", results, i)));
                })
            .collect(CodeBlock.joining(", "));
    return CodeBlock.builder()
        .addStatement("$T $N = $L", long[].class, results, call)
        .addStatement("return new $T($L)", name, values)
        .build();
  }
}

package dev.radicchio.processor.generate;

import com.google.auto.common.MoreElements;
import com.palantir.javapoet.ClassName;
import com.palantir.javapoet.CodeBlock;
import com.palantir.javapoet.MethodSpec;
import com.palantir.javapoet.NameAllocator;
import com.palantir.javapoet.TypeName;
import com.palantir.javapoet.TypeSpec;
import dev.radicchio.Hosts;
import dev.radicchio.processor.check.BoundHost;
import dev.radicchio.processor.check.CheckedProgram;
import dev.radicchio.processor.model.HostModel;
import dev.radicchio.processor.model.ProgramEngine;
import dev.radicchio.processor.model.StructType;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.function.Predicate;
import javax.lang.model.element.Modifier;

/**
 * The methods {@code with(...)} and {@code link()} of a program with hosts. Each {@code with} takes
 * one host and returns a class that has the next one, or at last {@code link()}, so that a program
 * cannot be linked without all of them.
 */
final class HostStages {
  private static final String HOSTS = "hosts";

  private final CheckedProgram program;
  private final ClassName linked;
  private final Translation translation;
  private final List<Given> givens = new ArrayList<>();

  /**
   * What is given.
   *
   * @param what what it is, as Javadoc tells
   * @param stage the class that is returned for it
   * @param add the code that adds it to the hosts, where a local variable has it
   */
  private record Given(
      TypeName type, String variable, String what, ClassName stage, CodeBlock add) {}

  /**
   * @param stages the names of nested classes
   * @param translation of the addresses of the instance that calls
   */
  HostStages(
      CheckedProgram program, ClassName linked, NameAllocator stages, Translation translation) {
    this.program = program;
    this.linked = linked;
    this.translation = translation;
    ProgramEngine engine = program.program().engine().engine();
    for (HostModel host : program.program().hosts()) {
      add(
          stages,
          TypeName.get(host.element().asType()),
          "host",
          "what guests import from {@code " + host.name() + "}",
          host.name(),
          host.engine().isPresent() ? ofEngine(host, engine) : methods(host));
    }
    if (program.program().wasi().isWanted()) {
      add(
          stages,
          engine.wasiOptions(),
          "options",
          "what guests see through WASI",
          "Wasi",
          CodeBlock.of("$N.add($T.wasi(options));\n", HOSTS, engine.hosts()));
    }
    if (!program.program().importValues().isEmpty()) {
      add(
          stages,
          engine.importValues(),
          "values",
          "what else guests import",
          "ImportValues",
          CodeBlock.of("$N.add($T.of(values));\n", HOSTS, engine.hosts()));
    }
  }

  /**
   * Translates the addresses of the instance that calls.
   *
   * @param hasPointers whether a struct has pointers inside
   */
  static Translation translation(Predicate<StructType> hasPointers) {
    return Translation.by(CodeBlock.of("caller.addresses()"), hasPointers);
  }

  private void add(
      NameAllocator stages,
      TypeName type,
      String variable,
      String what,
      String name,
      CodeBlock code) {
    ClassName stage = linked.nestedClass(stages.newName("With" + name));
    givens.add(new Given(type, variable, what, stage, code));
  }

  /** The engine's processor has generated the class that makes host functions of an object. */
  private static CodeBlock ofEngine(HostModel host, ProgramEngine engine) {
    ClassName factory =
        ClassName.get(
            MoreElements.getPackage(host.element()).getQualifiedName().toString(),
            host.name() + "_ModuleFactory");
    return CodeBlock.of(
        "$N.add($T.of($T.toHostFunctions(host)));\n", HOSTS, engine.hosts(), factory);
  }

  private CodeBlock methods(HostModel host) {
    CodeBlock.Builder code = CodeBlock.builder();
    for (BoundHost bound : program.hosts()) {
      if (bound.host().equals(host)) {
        JavaCall call =
            new JavaCall(
                bound.method().method(),
                "arguments",
                CodeBlock.of("caller.memory()"),
                CodeBlock.of("caller.program()"),
                CodeBlock.of("caller.instance()"),
                translation);
        code.add(
            "$N.add($S, $S, $L, (caller, arguments) -> {\n$>",
            HOSTS,
            host.module(),
            bound.importName(),
            Numbers.functionType(bound.type()));
        code.add(
            call.body(
                CodeBlock.of("host"), CodeBlock.of(bound.method().takesCaller() ? "caller" : "")));
        code.add("$<});\n");
      }
    }
    return code.build();
  }

  /** Whether the program has no hosts, so that {@code link()} is all. */
  boolean isEmpty() {
    return givens.isEmpty();
  }

  /** Adds the first {@code with}, and the classes that have the others and {@code link()}. */
  void addTo(TypeSpec.Builder type) {
    type.addMethod(
        with(givens.get(0))
            .addModifiers(Modifier.STATIC)
            .addStatement("$T $N = $T.none()", Hosts.class, HOSTS, Hosts.class)
            .addCode(givens.get(0).add)
            .addStatement("return new $T($N)", givens.get(0).stage, HOSTS)
            .build());
    for (int i = 0; i < givens.size(); i++) {
      type.addType(stage(i));
    }
  }

  private static MethodSpec.Builder with(Given given) {
    return MethodSpec.methodBuilder("with")
        .addModifiers(Modifier.PUBLIC)
        .addJavadoc("Gives what guests import.\n\n")
        .addJavadoc("@param $N $L\n", given.variable, given.what)
        .addJavadoc("@return what takes the rest\n")
        .addParameter(given.type, given.variable)
        .returns(given.stage)
        .addStatement("$T.requireNonNull($N, $S)", Objects.class, given.variable, given.variable);
  }

  private TypeSpec stage(int index) {
    Given given = givens.get(index);
    TypeSpec.Builder stage =
        TypeSpec.classBuilder(given.stage)
            .addModifiers(Modifier.PUBLIC, Modifier.STATIC, Modifier.FINAL)
            .addJavadoc("{@link $T} with what has been given so far.\n", linked)
            .addField(Hosts.class, HOSTS, Modifier.PRIVATE, Modifier.FINAL)
            .addMethod(
                MethodSpec.constructorBuilder()
                    .addModifiers(Modifier.PRIVATE)
                    .addParameter(Hosts.class, HOSTS)
                    .addStatement("this.$N = $N", HOSTS, HOSTS)
                    .build());
    if (index + 1 < givens.size()) {
      Given next = givens.get(index + 1);
      return stage
          .addMethod(
              with(next)
                  .addCode(next.add)
                  .addStatement("return new $T($N)", next.stage, HOSTS)
                  .build())
          .build();
    }
    return stage
        .addMethod(
            LinkedClass.linkMethod(linked)
                .addStatement("return $T.link($N)", linked, HOSTS)
                .build())
        .build();
  }
}

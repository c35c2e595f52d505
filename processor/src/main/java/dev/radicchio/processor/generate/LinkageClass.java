package dev.radicchio.processor.generate;

import static java.util.stream.Collectors.joining;

import com.palantir.javapoet.ClassName;
import com.palantir.javapoet.CodeBlock;
import com.palantir.javapoet.MethodSpec;
import com.palantir.javapoet.NameAllocator;
import com.palantir.javapoet.TypeSpec;
import dev.radicchio.Executable;
import dev.radicchio.engine.Engine;
import dev.radicchio.link.LinkRequest;
import dev.radicchio.link.WasmFile;
import dev.radicchio.link.plan.RelocationModel;
import dev.radicchio.processor.check.CheckedProgram;
import dev.radicchio.processor.model.ModuleModel;
import dev.radicchio.processor.model.ProgramModel;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import javax.lang.model.element.Modifier;

/** The nested class that links a program when it is first wanted, and keeps the result. */
final class LinkageClass {
  /** The call of the method that gives what was linked. */
  static final String EXECUTABLE = "executable()";

  /** The field that keeps it. */
  static final String FIELD = "executable";

  private static final String READER = "read";

  private final CheckedProgram program;
  private final LinkRequest request;
  private final String name;
  private final ClassName linked;
  private final ClassName layoutName;

  LinkageClass(
      CheckedProgram program,
      LinkRequest request,
      String name,
      ClassName linked,
      ClassName layoutName) {
    this.program = program;
    this.request = request;
    this.name = name;
    this.linked = linked;
    this.layoutName = layoutName;
  }

  TypeSpec spec() {
    TypeSpec.Builder type =
        TypeSpec.classBuilder(name)
            .addModifiers(Modifier.PRIVATE, Modifier.STATIC, Modifier.FINAL)
            .addField(Executable.class, FIELD, Modifier.PRIVATE, Modifier.STATIC)
            .addMethod(executable(link()));
    if (modules().anyMatch(module -> module.relocation().isEmpty())) {
      type.addMethod(reader());
    }
    for (RelocationModel model : RelocationModel.values()) {
      if (modules().anyMatch(module -> module.relocation().equals(Optional.of(model)))) {
        type.addMethod(reader(model));
      }
    }
    return type.build();
  }

  private Stream<ModuleModel> modules() {
    return program.instances().stream().map(instance -> instance.module().module());
  }

  /** The method that reads modules that are to be moved as they themselves say. */
  private MethodSpec reader() {
    return read(READER)
        .addStatement(
            "return $T.read(path, $T.class.getResourceAsStream($S + path), sha256)",
            WasmFile.class,
            linked,
            "/")
        .build();
  }

  /** The method that reads modules that are to be moved in one way. */
  private MethodSpec reader(RelocationModel model) {
    return read(readerName(model))
        .addStatement(
            "return $T.readAs(path, $T.class.getResourceAsStream($S + path), sha256, $T.$L)",
            WasmFile.class,
            linked,
            "/",
            RelocationModel.class,
            model.name())
        .build();
  }

  private static String readerName(RelocationModel model) {
    return READER
        + "As"
        + Stream.of(model.name().split("_"))
            .map(word -> word.charAt(0) + word.substring(1).toLowerCase(Locale.ROOT))
            .collect(joining());
  }

  /**
   * The method that gives the executable.
   *
   * @param make the statements that make it, once, and put it into {@link #FIELD}
   */
  static MethodSpec executable(CodeBlock make) {
    return MethodSpec.methodBuilder("executable")
        .addModifiers(Modifier.STATIC, Modifier.SYNCHRONIZED)
        .returns(Executable.class)
        .beginControlFlow("if ($N == null)", FIELD)
        .addCode(make)
        .endControlFlow()
        .addStatement("return $N", FIELD)
        .build();
  }

  private CodeBlock link() {
    CodeBlock.Builder code = CodeBlock.builder();
    NameAllocator locals = new NameAllocator();
    locals.newName(FIELD);
    Map<WasmFile, String> variables = new HashMap<>();
    for (CheckedProgram.Instance instance : program.instances()) {
      variables.computeIfAbsent(
          Objects.requireNonNull(instance.module().file()),
          file -> {
            ModuleModel module = instance.module().module();
            String variable = locals.newName(stem(module.path()));
            code.addStatement(
                "$T $N = $L($S, $T.SHA256)",
                WasmFile.class,
                variable,
                module.relocation().map(LinkageClass::readerName).orElse(READER),
                module.path(),
                layoutName.nestedClass(instance.model().className()));
            return variable;
          });
    }
    ProgramModel model = program.program();
    CodeBlock engine =
        model.usesEngine()
            ? CodeBlock.of(", $T.named($S)", Engine.class, model.engine().engine().id())
            : CodeBlock.of("");
    return code.addStatement(
            "$N = $T.of($L\n.link()$L)",
            FIELD,
            Executable.class,
            RequestCode.of(request, variables),
            engine)
        .build();
  }

  /** Resources are looked up in the module of the class that asks, so a class asks for its own. */
  private static MethodSpec.Builder read(String method) {
    return MethodSpec.methodBuilder(method)
        .addModifiers(Modifier.PRIVATE, Modifier.STATIC)
        .returns(WasmFile.class)
        .addParameter(String.class, "path")
        .addParameter(String.class, "sha256");
  }

  /** The name of a file without its directories and its extension. */
  private static String stem(String path) {
    String file = path.substring(path.lastIndexOf('/') + 1);
    int dot = file.indexOf('.');
    return dot > 0 ? file.substring(0, dot) : file;
  }
}

package dev.radicchio.processor.generate;

import com.palantir.javapoet.ClassName;
import com.palantir.javapoet.CodeBlock;
import com.palantir.javapoet.MethodSpec;
import com.palantir.javapoet.NameAllocator;
import com.palantir.javapoet.TypeSpec;
import dev.radicchio.Executable;
import dev.radicchio.annotations.Relocation;
import dev.radicchio.link.Linker;
import dev.radicchio.link.WasmFile;
import dev.radicchio.link.plan.HeapPolicy;
import dev.radicchio.link.plan.RelocationModel;
import dev.radicchio.processor.check.CheckedProgram;
import dev.radicchio.processor.model.HeapModel;
import dev.radicchio.processor.model.InstanceModel;
import dev.radicchio.processor.model.LinkModel;
import dev.radicchio.processor.model.ModuleModel;
import dev.radicchio.processor.model.ProgramModel;
import dev.radicchio.processor.model.RegionModel;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Stream;
import javax.lang.model.element.Modifier;

/** The nested class that links a program when it is first wanted, and keeps the result. */
final class LinkageClass {
  /** The call of the method that gives what was linked. */
  static final String EXECUTABLE = "executable()";

  /** The field that keeps it. */
  static final String FIELD = "executable";

  private static final int NO_PAGES = -1;

  private final CheckedProgram program;
  private final String name;
  private final ClassName linked;
  private final ClassName layoutName;

  LinkageClass(CheckedProgram program, String name, ClassName linked, ClassName layoutName) {
    this.program = program;
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
    for (Relocation relocation : Relocation.values()) {
      if (instances().anyMatch(module -> module.relocation() == relocation)) {
        type.addMethod(reader(relocation));
      }
    }
    return type.build();
  }

  /** The method that reads modules that are to be moved in one way. */
  private MethodSpec reader(Relocation relocation) {
    MethodSpec.Builder method = read(readerName(relocation));
    if (relocation == Relocation.DETECTED) {
      return method
          .addStatement(
              "return $T.read(path, $T.class.getResourceAsStream($S + path), sha256)",
              WasmFile.class,
              linked,
              "/")
          .build();
    }
    return method
        .addStatement(
            "return $T.readAs(path, $T.class.getResourceAsStream($S + path), sha256, $T.$L)",
            WasmFile.class,
            linked,
            "/",
            RelocationModel.class,
            relocation.name())
        .build();
  }

  private static String readerName(Relocation relocation) {
    return switch (relocation) {
      case DETECTED -> "read";
      case PIC_STATIC -> "readAsPicStatic";
      case POSITION_FREE -> "readAsPositionFree";
    };
  }

  private Stream<ModuleModel> instances() {
    return program.program().instances().stream().map(InstanceModel::module);
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
    Map<String, String> filesBySource = new LinkedHashMap<>();
    CodeBlock.Builder image = CodeBlock.builder().add("$T.create()", Linker.class);
    for (CheckedProgram.Instance instance : program.instances()) {
      ModuleModel module = instance.module().module();
      String source = module.path() + '|' + module.relocation();
      if (!filesBySource.containsKey(source)) {
        filesBySource.put(source, locals.newName(stem(module.path())));
        code.addStatement(
            "$T $N = $L($S, $T.SHA256)",
            WasmFile.class,
            filesBySource.get(source),
            readerName(module.relocation()),
            module.path(),
            layoutName.nestedClass(instance.model().className()));
      }
      image.add("\n.add($S, $N)", instance.model().name(), filesBySource.get(source));
    }
    for (InstanceModel instance : program.program().instances()) {
      if (instance.module().base() >= 0) {
        image.add(
            "\n.base($S, 0x$LL)", instance.name(), Long.toHexString(instance.module().base()));
      }
      if (instance.module().pages() != NO_PAGES) {
        image.add("\n.pages($S, $L)", instance.name(), instance.module().pages());
      }
      for (LinkModel tie : instance.links()) {
        image.add("\n.bind($S, $S, $S)", instance.name(), tie.importName(), tie.to());
      }
    }
    addHeap(image);
    addHosts(image);
    for (RegionModel region : program.program().regions()) {
      image.add("\n.region($S, $L, $L)", region.importName(), region.bytes(), region.alignment());
    }
    addSetting(image, "stackBytes", program.program().stackBytes());
    addSetting(image, "maxPages", program.program().maxPages());
    return code.addStatement(
            "$N = $T.of($L.link())", FIELD, Executable.class, image.add("\n").build())
        .build();
  }

  private void addHeap(CodeBlock.Builder linker) {
    HeapModel heap = program.program().heap();
    switch (heap.policy()) {
      case HOST -> {}
      case PRIVATE -> linker.add("\n.heap(new $T())", HeapPolicy.Private.class);
      case GUEST ->
          linker.add(
              "\n.heap(new $T($S, $S, $S))",
              HeapPolicy.Guest.class,
              heap.owner().name(),
              heap.malloc().name(),
              heap.free().name());
    }
  }

  private void addHosts(CodeBlock.Builder linker) {
    program
        .hostModules()
        .forEach(
            (module, byInstance) ->
                linker.add("\n.$L($S)", byInstance ? "hostByInstance" : "host", module));
  }

  private static void addSetting(
      CodeBlock.Builder linker, String name, ProgramModel.Setting setting) {
    if (setting.value() != 0) {
      linker.add("\n.$N($L)", name, setting.value());
    }
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

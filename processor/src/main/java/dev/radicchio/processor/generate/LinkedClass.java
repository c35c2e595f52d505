package dev.radicchio.processor.generate;

import com.palantir.javapoet.ClassName;
import com.palantir.javapoet.FieldSpec;
import com.palantir.javapoet.MethodSpec;
import com.palantir.javapoet.NameAllocator;
import com.palantir.javapoet.TypeName;
import com.palantir.javapoet.TypeSpec;
import dev.radicchio.Hosts;
import dev.radicchio.LinkedProgram;
import dev.radicchio.link.LinkException;
import dev.radicchio.processor.check.CheckedModule;
import dev.radicchio.processor.check.CheckedProgram;
import dev.radicchio.processor.compile.CompiledImage;
import dev.radicchio.processor.model.AccessorModel;
import dev.radicchio.processor.model.InstanceModel;
import dev.radicchio.processor.model.SharedModel;
import dev.radicchio.processor.model.StructReader;
import dev.radicchio.processor.model.StructType;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import javax.lang.model.element.Modifier;
import javax.lang.model.element.TypeElement;
import javax.lang.model.util.Elements;
import javax.lang.model.util.Types;
import org.jspecify.annotations.Nullable;

/** The class that implements a program: it loads, links and instantiates, and holds the stubs. */
final class LinkedClass {
  private final CheckedProgram program;
  private final CheckedProgram.Linked linked;
  private final ClassName name;
  private final ClassName layoutName;
  private final @Nullable CompiledImage compiled;
  private final Elements elements;
  private final Types types;
  private final Predicate<StructType> hasPointers;
  private final HostStages stages;
  private final String linkageName;

  /** The stubs in the order of their accessors. */
  private final Map<Object, TypeSpec> stubs = new LinkedHashMap<>();

  private final NameAllocator fieldNames = new NameAllocator();
  private final NameAllocator stubNames = new NameAllocator();

  LinkedClass(
      CheckedProgram program,
      CheckedProgram.Linked linked,
      ClassName name,
      ClassName layoutName,
      @Nullable CompiledImage compiled,
      Elements elements,
      Types types) {
    this.program = program;
    this.linked = linked;
    this.name = name;
    this.layoutName = layoutName;
    this.compiled = compiled;
    this.elements = elements;
    this.types = types;
    this.hasPointers = new StructReader(elements, types)::hasPointers;
    fieldNames.newName("program");
    stubNames.newName(name.simpleName());
    for (CheckedProgram.Instance instance : program.instances()) {
      fieldNames.newName(instance.model().name(), instance.model());
      stubs.computeIfAbsent(stubKey(instance), key -> stub(instance, key));
    }
    this.linkageName = stubNames.newName("Linkage");
    this.stages =
        new HostStages(
            program,
            name,
            stubNames,
            program.instances().stream().anyMatch(this::isRebased)
                ? HostStages.translation(hasPointers)
                : Translation.NONE);
  }

  /** Instances of one module share a stub, unless it calls the functions of one. */
  private Object stubKey(CheckedProgram.Instance instance) {
    return compiled == null
        ? List.of(instance.module().module().qualifiedName(), isRebased(instance))
        : instance.model();
  }

  private boolean isRebased(CheckedProgram.Instance instance) {
    return linked.layout().instance(instance.model().name()).base() != 0;
  }

  private TypeSpec stub(CheckedProgram.Instance instance, Object key) {
    CheckedModule module = instance.module();
    String stem =
        compiled == null
            ? module.module().element().getSimpleName().toString()
            : instance.model().className();
    boolean rebased = isRebased(instance);
    String stubName =
        stubNames.newName((rebased && compiled == null ? "Rebased" : "") + stem + "Stub", key);
    ModuleStub stub =
        rebased
            ? ModuleStub.ofRebased(module, stubName, elements, hasPointers)
            : ModuleStub.of(module, stubName, elements);
    return compiled == null ? stub.spec() : stub.spec(compiled, instance.model().name());
  }

  TypeSpec.Builder spec() {
    TypeElement element = program.program().element();
    TypeSpec.Builder type =
        TypeSpec.classBuilder(name)
            .addJavadoc("{@link $T}, linked as {@link $T} shows.\n", element, layoutName)
            .addSuperinterface(TypeName.get(element.asType()))
            .avoidClashesWithNestedClasses(element);
    if (!isAutoCloseable(element)) {
      type.addSuperinterface(AutoCloseable.class);
    }
    lint().suppression().ifPresent(type::addAnnotation);
    type.addField(field(ClassName.get(LinkedProgram.class), "program"));
    for (CheckedProgram.Instance instance : program.instances()) {
      type.addField(field(moduleName(instance.module()), fieldNames.get(instance.model())));
    }
    type.addMethod(constructor()).addMethod(link());
    for (AccessorModel accessor : program.program().accessors()) {
      type.addMethod(accessor(accessor));
    }
    type.addMethod(close());
    if (!stages.isEmpty()) {
      stages.addTo(type);
    }
    type.addType(
        compiled == null
            ? new LinkageClass(program, linked.request(), linkageName, name, layoutName).spec()
            : PrecompiledLinkageClass.of(
                compiled, linkageName, name, program.program().imageName()));
    stubs.values().forEach(type::addType);
    return type;
  }

  private MethodSpec constructor() {
    MethodSpec.Builder constructor =
        MethodSpec.constructorBuilder()
            .addModifiers(Modifier.PRIVATE)
            .addParameter(LinkedProgram.class, "program")
            .addStatement("this.program = program");
    for (CheckedProgram.Instance instance : program.instances()) {
      constructor.addStatement(
          "this.$N = new $T(program, $S)",
          fieldNames.get(instance.model()),
          name.nestedClass(stubNames.get(stubKey(instance))),
          instance.model().name());
    }
    return constructor.build();
  }

  /** The method that users call. */
  static MethodSpec.Builder linkMethod(ClassName linked) {
    return MethodSpec.methodBuilder("link")
        .addModifiers(Modifier.PUBLIC)
        .addJavadoc(
            "Makes a program: its memory, with all instances. Its files are loaded the first time.\n\n")
        .addJavadoc("@return the program, which the caller closes\n")
        .addJavadoc(
            "@throws $L if a file of the program is missing, or not the one that it was compiled with\n",
            LinkException.class.getName()) // as text, for an import would seem unused
        .returns(linked);
  }

  private MethodSpec link() {
    MethodSpec.Builder link =
        stages.isEmpty()
            ? linkMethod(name).addModifiers(Modifier.STATIC)
            : MethodSpec.methodBuilder("link")
                .addModifiers(Modifier.PRIVATE, Modifier.STATIC)
                .addParameter(Hosts.class, "hosts")
                .returns(name);
    return link.addStatement(
            "return new $T($T.$L.instantiate($L))",
            name,
            name.nestedClass(linkageName),
            LinkageClass.EXECUTABLE,
            stages.isEmpty() ? "" : "hosts")
        .build();
  }

  private MethodSpec accessor(AccessorModel accessor) {
    MethodSpec.Builder method =
        MethodSpec.methodBuilder(accessor.name())
            .addAnnotation(Override.class)
            .addModifiers(Modifier.PUBLIC);
    return accessor instanceof InstanceModel instance
        ? method
            .returns(ClassName.get(instance.module().element()))
            .addStatement("return $N", fieldNames.get(instance))
            .build()
        : shared(method, ((SharedModel) accessor).kind());
  }

  private static MethodSpec shared(MethodSpec.Builder method, SharedModel.Kind kind) {
    return method
        .returns(kind.type())
        .addStatement(
            switch (kind) {
              case MEMORY -> "return program.memory()";
              case HEAP -> "return program.heap()";
              case PROGRAM -> "return program";
            })
        .build();
  }

  private static MethodSpec close() {
    return MethodSpec.methodBuilder("close")
        .addAnnotation(Override.class)
        .addModifiers(Modifier.PUBLIC)
        .addStatement("program.close()")
        .build();
  }

  private static FieldSpec field(ClassName type, String name) {
    return FieldSpec.builder(type, name, Modifier.PRIVATE, Modifier.FINAL).build();
  }

  private static ClassName moduleName(CheckedModule module) {
    return ClassName.get(module.module().element());
  }

  private boolean isAutoCloseable(TypeElement type) {
    TypeElement autoCloseable = elements.getTypeElement(AutoCloseable.class.getName());
    return types.isSubtype(type.asType(), autoCloseable.asType());
  }

  /** What is deprecated of all that the class implements and names. */
  private DeprecationLint lint() {
    DeprecationLint lint = new DeprecationLint();
    lint.add(program.program().element());
    program.program().accessors().forEach(accessor -> lint.add(accessor.element()));
    for (CheckedProgram.Instance instance : program.instances()) {
      CheckedModule module = instance.module();
      lint.add(module.module().element());
      module.methods().forEach(method -> lint.add(method.method()));
      module.globals().forEach(global -> lint.add(global.method()));
    }
    program.program().hosts().forEach(host -> lint.add(host.element()));
    program.hosts().forEach(bound -> lint.add(bound.method().method()));
    return lint;
  }
}

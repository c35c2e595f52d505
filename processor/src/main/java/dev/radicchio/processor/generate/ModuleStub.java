package dev.radicchio.processor.generate;

import com.palantir.javapoet.CodeBlock;
import com.palantir.javapoet.MethodSpec;
import com.palantir.javapoet.NameAllocator;
import com.palantir.javapoet.TypeName;
import com.palantir.javapoet.TypeSpec;
import dev.radicchio.GuestFunction;
import dev.radicchio.GuestGlobal;
import dev.radicchio.InstanceAllocator;
import dev.radicchio.LinkedProgram;
import dev.radicchio.link.plan.ImageNaming;
import dev.radicchio.memory.AddressSpace;
import dev.radicchio.processor.check.BoundGlobal;
import dev.radicchio.processor.check.BoundMethod;
import dev.radicchio.processor.check.CheckedModule;
import dev.radicchio.processor.compile.CompiledImage;
import dev.radicchio.processor.model.StructType;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import javax.lang.model.element.Element;
import javax.lang.model.element.Modifier;
import javax.lang.model.element.TypeElement;
import javax.lang.model.util.Elements;

/**
 * The nested class that implements a module interface: for all instances of the module that have
 * the program's addresses, for all that are rebased, or for one of a program that is compiled.
 */
final class ModuleStub {
  private static final String ADDRESSES = "addresses";

  private final CheckedModule module;
  private final String name;
  private final Elements elements;
  private final Translation translation;
  private final NameAllocator fields = new NameAllocator();
  private final MethodSpec.Builder constructor =
      MethodSpec.constructorBuilder()
          .addParameter(LinkedProgram.class, GuestCall.PROGRAM)
          .addParameter(String.class, GuestCall.INSTANCE);

  /**
   * @param translation of the addresses of the instances, which the stub has in fields
   */
  private ModuleStub(
      CheckedModule module, String name, Elements elements, Translation translation) {
    this.module = module;
    this.name = name;
    this.elements = elements;
    this.translation = translation;
    fields.newName(GuestCall.PROGRAM);
    fields.newName(GuestCall.INSTANCE);
    if (translation.addresses().isPresent()) {
      fields.newName(ADDRESSES);
    }
    if (passesOwned()) {
      fields.newName(GuestCall.ALLOCATOR);
    }
  }

  private boolean passesOwned() {
    return module.methods().stream().anyMatch(each -> each.method().passesOwned());
  }

  /** That of instances that have the program's addresses. */
  static ModuleStub of(CheckedModule module, String name, Elements elements) {
    return new ModuleStub(module, name, elements, Translation.NONE);
  }

  /**
   * That of instances that are rebased.
   *
   * @param hasPointers whether a struct has pointers inside
   */
  static ModuleStub ofRebased(
      CheckedModule module, String name, Elements elements, Predicate<StructType> hasPointers) {
    return new ModuleStub(
        module, name, elements, Translation.by(CodeBlock.of("this.$N", ADDRESSES), hasPointers));
  }

  /** The class for all instances. */
  TypeSpec spec() {
    TypeSpec.Builder type = type();
    for (BoundMethod method : module.methods()) {
      type.addMethod(
          GuestCall.of(method.method(), method.type(), field(type, method), translation));
    }
    addGlobals(type);
    return type.addMethod(constructor.build()).build();
  }

  /** The class for one instance, which calls compiled functions where it can. */
  TypeSpec spec(CompiledImage compiled, String instance) {
    TypeSpec.Builder type = type();
    NameAllocator methods = new NameAllocator();
    for (Element member : elements.getAllMembers(module.module().element())) {
      methods.newName(member.getSimpleName().toString(), member);
    }
    DirectFunctions functions = new DirectFunctions(compiled, fields, methods);
    for (BoundMethod method : module.methods()) {
      String export = ImageNaming.exportName(instance, method.export());
      Optional<CompiledImage.Method> function =
          ImageNaming.isStart(export, method.type()) // which the program counts
              ? Optional.empty()
              : compiled.method(export, method.type());
      Callee callee =
          function.isPresent()
              ? functions.add(export, method.type(), function.get())
              : field(type, method);
      type.addMethod(GuestCall.of(method.method(), method.type(), callee, translation));
    }
    functions.addTo(type, constructor);
    addGlobals(type);
    return type.addMethod(constructor.build()).build();
  }

  private TypeSpec.Builder type() {
    TypeElement element = module.module().element();
    TypeSpec.Builder type =
        TypeSpec.classBuilder(name)
            .addModifiers(Modifier.PRIVATE, Modifier.STATIC, Modifier.FINAL)
            .addSuperinterface(TypeName.get(element.asType()))
            .avoidClashesWithNestedClasses(element);
    if (module.methods().stream().anyMatch(method -> GuestCall.needsProgram(method.method()))) {
      type.addField(LinkedProgram.class, GuestCall.PROGRAM, Modifier.PRIVATE, Modifier.FINAL);
      constructor.addStatement("this.$N = $N", GuestCall.PROGRAM, GuestCall.PROGRAM);
    }
    if (module.methods().stream().anyMatch(method -> GuestCall.needsInstance(method.method()))) {
      type.addField(String.class, GuestCall.INSTANCE, Modifier.PRIVATE, Modifier.FINAL);
      constructor.addStatement("this.$N = $N", GuestCall.INSTANCE, GuestCall.INSTANCE);
    }
    if (translation.addresses().isPresent()
        && module.methods().stream().anyMatch(each -> Translation.concerns(each.method()))) {
      type.addField(AddressSpace.class, ADDRESSES, Modifier.PRIVATE, Modifier.FINAL);
      constructor.addStatement(
          "this.$N = $N.addresses($N)", ADDRESSES, GuestCall.PROGRAM, GuestCall.INSTANCE);
    }
    if (passesOwned()) {
      type.addField(InstanceAllocator.class, GuestCall.ALLOCATOR, Modifier.PRIVATE, Modifier.FINAL);
      constructor.addStatement(
          "this.$N = $N.allocator($N, $S, $S)",
          GuestCall.ALLOCATOR,
          GuestCall.PROGRAM,
          GuestCall.INSTANCE,
          module.module().malloc().name(),
          module.module().free().name());
    }
    return type;
  }

  private void addGlobals(TypeSpec.Builder type) {
    Map<String, String> names = new HashMap<>();
    for (BoundGlobal global : module.globals()) {
      String field = names.get(global.export());
      if (field == null) {
        field = fields.newName(global.export());
        names.put(global.export(), field);
        type.addField(GuestGlobal.class, field, Modifier.PRIVATE, Modifier.FINAL);
        constructor.addStatement("this.$N = program.global(instance, $S)", field, global.export());
      }
      type.addMethod(GlobalAccess.of(global, field));
    }
  }

  private Callee field(TypeSpec.Builder type, BoundMethod method) {
    String field = fields.newName(method.method().name(), method);
    type.addField(GuestFunction.class, field, Modifier.PRIVATE, Modifier.FINAL);
    constructor.addStatement("this.$N = program.function(instance, $S)", field, method.export());
    return new Callee.Field(field);
  }
}

package dev.radicchio.processor.generate;

import com.palantir.javapoet.MethodSpec;
import com.palantir.javapoet.NameAllocator;
import com.palantir.javapoet.TypeName;
import com.palantir.javapoet.TypeSpec;
import dev.radicchio.GuestFunction;
import dev.radicchio.LinkedProgram;
import dev.radicchio.processor.check.BoundMethod;
import dev.radicchio.processor.check.CheckedModule;
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
            .addParameter(LinkedProgram.class, GuestCall.PROGRAM)
            .addParameter(String.class, "instance");
    NameAllocator fields = new NameAllocator();
    fields.newName(GuestCall.PROGRAM);
    if (module.methods().stream().anyMatch(method -> GuestCall.needsProgram(method.method()))) {
      type.addField(LinkedProgram.class, GuestCall.PROGRAM, Modifier.PRIVATE, Modifier.FINAL);
      constructor.addStatement("this.$N = $N", GuestCall.PROGRAM, GuestCall.PROGRAM);
    }
    for (BoundMethod method : module.methods()) {
      String field = fields.newName(method.method().name(), method);
      type.addField(GuestFunction.class, field, Modifier.PRIVATE, Modifier.FINAL);
      constructor.addStatement("this.$N = program.function(instance, $S)", field, method.export());
      type.addMethod(GuestCall.of(method.method(), method.type(), field));
    }
    return type.addMethod(constructor.build()).build();
  }
}

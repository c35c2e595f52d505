package dev.radicchio.processor.generate;

import com.palantir.javapoet.CodeBlock;
import com.palantir.javapoet.MethodSpec;
import com.palantir.javapoet.NameAllocator;
import com.palantir.javapoet.TypeName;
import dev.radicchio.processor.check.BoundGlobal;
import dev.radicchio.processor.model.MethodModel;
import dev.radicchio.processor.model.ParameterModel;
import dev.radicchio.processor.model.ScalarType;
import javax.lang.model.element.Modifier;

/** A Java method that reads or sets a guest's global. */
final class GlobalAccess {
  private GlobalAccess() {}

  /**
   * The method.
   *
   * @param field the field that has the global
   */
  static MethodSpec of(BoundGlobal global, String field) {
    MethodModel model = global.method();
    ScalarType type = global.value();
    MethodSpec.Builder method =
        MethodSpec.methodBuilder(model.name())
            .addAnnotation(Override.class)
            .addModifiers(Modifier.PUBLIC)
            .returns(TypeName.get(model.returnType()));
    if (!global.isSetter()) {
      return global.isAddress()
          ? method.addStatement("return $N.address()", field).build()
          : method
              .addStatement("return $L", Numbers.fromGuest(type, CodeBlock.of("$N.get()", field)))
              .build();
    }
    ParameterModel parameter = model.parameters().get(0);
    NameAllocator locals = new NameAllocator();
    locals.newName(field);
    String value = locals.newName(parameter.name());
    method.addParameter(TypeName.get(parameter.type()), value);
    return global.isAddress()
        ? method.addStatement("$N.setAddress($N)", field, value).build()
        : method
            .addStatement("$N.set($L)", field, Numbers.toGuest(type, CodeBlock.of("$N", value)))
            .build();
  }
}

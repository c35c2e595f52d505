package dev.radicchio.processor.generate;

import com.palantir.javapoet.ClassName;
import com.palantir.javapoet.CodeBlock;
import com.palantir.javapoet.MethodSpec;
import com.palantir.javapoet.ParameterizedTypeName;
import com.palantir.javapoet.TypeSpec;
import dev.radicchio.Executable;
import dev.radicchio.link.ImageFile;
import dev.radicchio.processor.compile.CompiledImage;
import java.util.function.Function;
import javax.lang.model.element.Modifier;

/**
 * The nested class that loads a program that was compiled with it. It is the function that makes
 * what runs it: a lambda would make a JVM start up slower.
 */
final class PrecompiledLinkageClass {
  private PrecompiledLinkageClass() {}

  /**
   * The class.
   *
   * @param name its name
   * @param linked the class that it is in
   * @param file the name of the image's file, which is beside that
   */
  static TypeSpec of(CompiledImage image, String name, ClassName linked, String file) {
    CodeBlock load =
        CodeBlock.builder()
            .addStatement(
                "$N = $T.executable($S, $T.class.getResourceAsStream($S), $L, new $T())",
                LinkageClass.FIELD,
                image.loader(),
                file,
                linked,
                file,
                ImageFile.checksum(image.file()),
                linked.nestedClass(name))
            .build();
    return TypeSpec.classBuilder(name)
        .addModifiers(Modifier.PRIVATE, Modifier.STATIC, Modifier.FINAL)
        .addSuperinterface(
            ParameterizedTypeName.get(
                ClassName.get(Function.class), image.instance(), image.machines()))
        .addField(Executable.class, LinkageClass.FIELD, Modifier.PRIVATE, Modifier.STATIC)
        .addMethod(LinkageClass.executable(load))
        .addMethod(
            MethodSpec.methodBuilder("apply")
                .addAnnotation(Override.class)
                .addModifiers(Modifier.PUBLIC)
                .returns(image.machines())
                .addParameter(image.instance(), "instance")
                .addStatement("return new $T(instance)", image.machine())
                .build())
        .build();
  }
}

package dev.radicchio.processor.generate;

import com.google.auto.common.MoreElements;
import com.google.auto.common.Visibility;
import com.palantir.javapoet.AnnotationSpec;
import com.palantir.javapoet.ClassName;
import com.palantir.javapoet.JavaFile;
import com.palantir.javapoet.TypeSpec;
import dev.radicchio.link.Layout;
import dev.radicchio.processor.check.CheckedProgram;
import java.util.List;
import java.util.Optional;
import javax.lang.model.element.Modifier;
import javax.lang.model.element.TypeElement;
import javax.lang.model.util.Elements;
import javax.lang.model.util.Types;

/** Generates the sources of a program that has passed its checks. */
public final class ProgramSources {
  private static final String GENERATED = "javax.annotation.processing.Generated";

  private final Elements elements;
  private final Types types;
  private final String generator;

  /**
   * @param generator the name that the generated classes give as their origin
   */
  public ProgramSources(Elements elements, Types types, String generator) {
    this.elements = elements;
    this.types = types;
    this.generator = generator;
  }

  /** The program's class and its layout's, both in the package of the program. */
  public List<JavaFile> generate(CheckedProgram program, Layout layout) {
    TypeElement element = program.program().element();
    String packageName = MoreElements.getPackage(element).getQualifiedName().toString();
    ClassName linkedName = ClassName.get(packageName, program.program().linkedName());
    ClassName layoutName = ClassName.get(packageName, program.program().layoutName());
    return List.of(
        file(
            program,
            linkedName,
            new LinkedClass(program, linkedName, layoutName, elements, types).spec()),
        file(program, layoutName, new LayoutClass(program, layout, layoutName).spec()));
  }

  private JavaFile file(CheckedProgram program, ClassName name, TypeSpec.Builder type) {
    TypeElement element = program.program().element();
    type.addModifiers(Modifier.FINAL).addOriginatingElement(element);
    if (Visibility.effectiveVisibilityOfElement(element) == Visibility.PUBLIC) {
      type.addModifiers(Modifier.PUBLIC);
    }
    program.instances().stream()
        .map(instance -> instance.module().module().element())
        .distinct()
        .forEach(type::addOriginatingElement);
    generatedAnnotation(element).ifPresent(type::addAnnotation);
    return JavaFile.builder(name.packageName(), type.build()).indent("  ").build();
  }

  /** Absent where the program's module does not read {@code java.compiler}. */
  private Optional<AnnotationSpec> generatedAnnotation(TypeElement program) {
    TypeElement annotation = elements.getTypeElement(elements.getModuleOf(program), GENERATED);
    return Optional.ofNullable(annotation)
        .map(
            generated ->
                AnnotationSpec.builder(ClassName.get(generated))
                    .addMember("value", "$S", generator)
                    .build());
  }
}

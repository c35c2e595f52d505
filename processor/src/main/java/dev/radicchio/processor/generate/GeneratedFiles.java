package dev.radicchio.processor.generate;

import com.google.auto.common.Visibility;
import com.palantir.javapoet.AnnotationSpec;
import com.palantir.javapoet.ClassName;
import com.palantir.javapoet.JavaFile;
import com.palantir.javapoet.TypeSpec;
import java.util.List;
import java.util.Optional;
import javax.lang.model.element.Modifier;
import javax.lang.model.element.TypeElement;
import javax.lang.model.util.Elements;

/** Makes source files of generated classes: as visible as their interface, and marked. */
final class GeneratedFiles {
  private static final String GENERATED = "javax.annotation.processing.Generated";

  private final Elements elements;
  private final String generator;

  GeneratedFiles(Elements elements, String generator) {
    this.elements = elements;
    this.generator = generator;
  }

  /**
   * The file of a class.
   *
   * @param origin the interface that it was generated for
   * @param others interfaces that the class depends on besides
   */
  JavaFile of(ClassName name, TypeSpec.Builder type, TypeElement origin, List<TypeElement> others) {
    type.addModifiers(Modifier.FINAL).addOriginatingElement(origin);
    others.forEach(type::addOriginatingElement);
    if (Visibility.effectiveVisibilityOfElement(origin) == Visibility.PUBLIC) {
      type.addModifiers(Modifier.PUBLIC);
    }
    generatedAnnotation(origin).ifPresent(type::addAnnotation);
    return JavaFile.builder(name.packageName(), type.build()).indent("  ").build();
  }

  /** Absent where the origin's module does not read {@code java.compiler}. */
  private Optional<AnnotationSpec> generatedAnnotation(TypeElement origin) {
    TypeElement annotation = elements.getTypeElement(elements.getModuleOf(origin), GENERATED);
    return Optional.ofNullable(annotation)
        .map(
            generated ->
                AnnotationSpec.builder(ClassName.get(generated))
                    .addMember("value", "$S", generator)
                    .build());
  }
}

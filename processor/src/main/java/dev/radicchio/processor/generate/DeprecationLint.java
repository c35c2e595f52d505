package dev.radicchio.processor.generate;

import static java.util.stream.Collectors.toCollection;

import com.palantir.javapoet.AnnotationSpec;
import dev.radicchio.processor.model.MethodModel;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import javax.lang.model.element.Element;

/** The lint that a generated class would raise for naming something deprecated. */
final class DeprecationLint {
  private final List<Element> named = new ArrayList<>();

  /** Adds what the class names. */
  void add(Element element) {
    named.add(element);
  }

  /** Adds a method, and what it takes and returns. */
  void add(MethodModel method) {
    add(method.element());
    method.namedTypes().forEach(this::add);
  }

  /** The annotation that keeps the compiler from raising it; empty if there is none. */
  Optional<AnnotationSpec> suppression() {
    Set<String> warnings =
        named.stream()
            .map(element -> element.getAnnotation(Deprecated.class))
            .filter(Objects::nonNull)
            .map(deprecated -> deprecated.forRemoval() ? "removal" : "deprecation")
            .collect(toCollection(TreeSet::new));
    if (warnings.isEmpty()) {
      return Optional.empty();
    }
    AnnotationSpec.Builder annotation = AnnotationSpec.builder(SuppressWarnings.class);
    warnings.forEach(warning -> annotation.addMember("value", "$S", warning));
    return Optional.of(annotation.build());
  }
}

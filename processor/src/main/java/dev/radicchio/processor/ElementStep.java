package dev.radicchio.processor;

import com.google.auto.common.MoreElements;
import dev.radicchio.processor.check.DiagnosticCode;
import dev.radicchio.processor.check.DiagnosticReporter;
import dev.radicchio.processor.check.Site;
import java.lang.annotation.Annotation;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import javax.annotation.processing.RoundEnvironment;
import javax.lang.model.element.Element;
import javax.lang.model.element.TypeElement;
import javax.lang.model.util.Elements;

/**
 * What is done with each element that has one annotation. A type that names others which do not
 * exist yet waits for them, from round to round.
 */
abstract class ElementStep {
  private final Class<? extends Annotation> annotation;
  private final DiagnosticReporter reporter;

  /** By qualified names: a later round has other elements for the same types. */
  private final Map<String, MissingType> waiting = new LinkedHashMap<>();

  ElementStep(Class<? extends Annotation> annotation, DiagnosticReporter reporter) {
    this.annotation = annotation;
    this.reporter = reporter;
  }

  final String annotation() {
    return annotation.getName();
  }

  final void process(RoundEnvironment round, Elements elements) {
    Set<Element> found = new LinkedHashSet<>();
    waiting.keySet().forEach(name -> found.add(elements.getTypeElement(name)));
    found.addAll(round.getElementsAnnotatedWith(annotation));
    waiting.clear();
    for (Element element : found) {
      // A bug in Radicchio fails the compilation at the element that shows it, and no other.
      try {
        Optional<MissingType> missing = missing(element);
        if (missing.isPresent()) {
          String name = MoreElements.asType(element).getQualifiedName().toString();
          waiting.put(name, missing.get());
        } else {
          process(element);
        }
      } catch (RuntimeException | AssertionError e) {
        reporter.report(DiagnosticCode.FAILURE.at(Site.of(element), withPlace(e)));
      }
    }
  }

  /** Reports the types that have waited in vain. */
  final void reportWaiting(Elements elements) {
    waiting.forEach(
        (name, missing) -> {
          TypeElement type = elements.getTypeElement(name);
          String namedBy = missing.namedBy().getQualifiedName().toString();
          reporter.report(
              DiagnosticCode.TYPE_MISSING.at(
                  Site.of(type),
                  type.getSimpleName(),
                  missing.name() + (namedBy.equals(name) ? "" : " (named by " + namedBy + ")")));
        });
  }

  /** A type that the element refers to and that does not exist by now; only types wait. */
  Optional<MissingType> missing(Element element) {
    return Optional.empty();
  }

  abstract void process(Element element);

  private static String withPlace(Throwable e) {
    String where =
        Arrays.stream(e.getStackTrace())
            .filter(frame -> frame.getClassName().startsWith("dev.radicchio."))
            .findFirst()
            .map(frame -> " at " + frame)
            .orElse("");
    return e + where;
  }
}

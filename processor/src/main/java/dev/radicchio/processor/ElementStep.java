package dev.radicchio.processor;

import com.google.auto.common.BasicAnnotationProcessor.Step;
import com.google.common.collect.ImmutableSet;
import com.google.common.collect.ImmutableSetMultimap;
import dev.radicchio.processor.check.DiagnosticCode;
import dev.radicchio.processor.check.DiagnosticReporter;
import dev.radicchio.processor.check.Site;
import java.lang.annotation.Annotation;
import java.util.Arrays;
import java.util.Set;
import javax.lang.model.element.Element;

/** A step that looks at one element after the other. */
abstract class ElementStep implements Step {
  private final Class<? extends Annotation> annotation;
  private final DiagnosticReporter reporter;

  ElementStep(Class<? extends Annotation> annotation, DiagnosticReporter reporter) {
    this.annotation = annotation;
    this.reporter = reporter;
  }

  @Override
  public final Set<String> annotations() {
    return Set.of(annotation.getName());
  }

  @Override
  public final Set<? extends Element> process(
      ImmutableSetMultimap<String, Element> elementsByAnnotation) {
    ImmutableSet.Builder<Element> deferred = ImmutableSet.builder();
    for (Element element : elementsByAnnotation.values()) {
      // A bug in Radicchio fails the compilation at the element that shows it, and no other.
      try {
        if (isComplete(element)) {
          process(element);
        } else {
          deferred.add(element);
        }
      } catch (RuntimeException | AssertionError e) {
        reporter.report(DiagnosticCode.FAILURE.at(Site.of(element), withPlace(e)));
      }
    }
    return deferred.build();
  }

  /** Whether all that the element refers to exists by now. */
  abstract boolean isComplete(Element element);

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

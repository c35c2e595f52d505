package dev.radicchio.processor;

import com.google.auto.common.MoreElements;
import dev.radicchio.annotations.Link;
import dev.radicchio.annotations.Links;
import dev.radicchio.processor.check.Diagnostic;
import dev.radicchio.processor.check.DiagnosticReporter;
import dev.radicchio.processor.check.Site;
import java.lang.annotation.Annotation;
import javax.lang.model.element.Element;
import javax.lang.model.element.ElementKind;
import javax.lang.model.element.Modifier;

/**
 * Finds {@code @Link} where it means nothing. An abstract method of any interface may have it, for
 * programs inherit such methods; whether it is an accessor of an instance, the program knows.
 */
final class LinkStep extends ElementStep {
  private final Class<? extends Annotation> annotation;
  private final DiagnosticReporter reporter;

  private LinkStep(Class<? extends Annotation> annotation, DiagnosticReporter reporter) {
    super(annotation, reporter);
    this.annotation = annotation;
    this.reporter = reporter;
  }

  static LinkStep ofOne(DiagnosticReporter reporter) {
    return new LinkStep(Link.class, reporter);
  }

  static LinkStep ofSeveral(DiagnosticReporter reporter) {
    return new LinkStep(Links.class, reporter);
  }

  @Override
  boolean isComplete(Element element) {
    return true;
  }

  @Override
  void process(Element method) {
    if (MoreElements.asType(method.getEnclosingElement()).getKind() != ElementKind.INTERFACE
        || !method.getModifiers().contains(Modifier.ABSTRACT)) {
      reporter.report(
          Diagnostic.error(
              new Site(method, MoreElements.getAnnotationMirror(method, annotation).get(), null),
              "@Link belongs on an accessor of a @SharedMemory interface; "
                  + method.getSimpleName()
                  + " is none, so remove it"));
    }
  }
}

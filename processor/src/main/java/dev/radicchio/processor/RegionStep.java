package dev.radicchio.processor;

import com.google.auto.common.MoreElements;
import dev.radicchio.annotations.Region;
import dev.radicchio.annotations.Regions;
import dev.radicchio.annotations.SharedMemory;
import dev.radicchio.processor.check.DiagnosticCode;
import dev.radicchio.processor.check.DiagnosticReporter;
import dev.radicchio.processor.check.Site;
import java.lang.annotation.Annotation;
import javax.lang.model.element.Element;

/** Finds {@code @Region} on types that are not programs. */
final class RegionStep extends ElementStep {
  private final Class<? extends Annotation> annotation;
  private final DiagnosticReporter reporter;

  private RegionStep(Class<? extends Annotation> annotation, DiagnosticReporter reporter) {
    super(annotation, reporter);
    this.annotation = annotation;
    this.reporter = reporter;
  }

  static RegionStep ofOne(DiagnosticReporter reporter) {
    return new RegionStep(Region.class, reporter);
  }

  static RegionStep ofSeveral(DiagnosticReporter reporter) {
    return new RegionStep(Regions.class, reporter);
  }

  @Override
  void process(Element type) {
    if (!MoreElements.isAnnotationPresent(type, SharedMemory.class)) {
      reporter.report(
          DiagnosticCode.MISPLACED_ANNOTATION.at(
              new Site(type, MoreElements.getAnnotationMirror(type, annotation).get(), null),
              "Region",
              "a @SharedMemory interface",
              type.getSimpleName()));
    }
  }
}

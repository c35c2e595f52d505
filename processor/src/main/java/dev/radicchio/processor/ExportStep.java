package dev.radicchio.processor;

import com.google.auto.common.MoreElements;
import dev.radicchio.annotations.SharedMemory;
import dev.radicchio.annotations.WasmExport;
import dev.radicchio.processor.check.Diagnostic;
import dev.radicchio.processor.check.DiagnosticReporter;
import dev.radicchio.processor.check.Site;
import javax.lang.model.element.AnnotationMirror;
import javax.lang.model.element.Element;
import javax.lang.model.element.ElementKind;
import javax.lang.model.element.Modifier;
import javax.lang.model.element.TypeElement;

/**
 * Finds {@code @WasmExport} where it means nothing. An abstract method of any interface but a
 * program may have it, for module interfaces inherit such methods.
 */
final class ExportStep extends ElementStep {
  private final DiagnosticReporter reporter;

  ExportStep(DiagnosticReporter reporter) {
    super(WasmExport.class, reporter);
    this.reporter = reporter;
  }

  @Override
  boolean isComplete(Element element) {
    return true;
  }

  @Override
  void process(Element method) {
    TypeElement owner = MoreElements.asType(method.getEnclosingElement());
    if (owner.getKind() != ElementKind.INTERFACE
        || !method.getModifiers().contains(Modifier.ABSTRACT)
        || MoreElements.isAnnotationPresent(owner, SharedMemory.class)) {
      AnnotationMirror annotation =
          MoreElements.getAnnotationMirror(method, WasmExport.class).get();
      reporter.report(
          Diagnostic.error(
              new Site(method, annotation, null),
              "@WasmExport belongs on an abstract method of a @WasmModule interface; "
                  + method.getSimpleName()
                  + " is none, so remove it"));
    }
  }
}

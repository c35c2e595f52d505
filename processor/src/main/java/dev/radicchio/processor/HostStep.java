package dev.radicchio.processor;

import com.google.auto.common.MoreElements;
import dev.radicchio.annotations.WasmHost;
import dev.radicchio.processor.check.DiagnosticReporter;
import dev.radicchio.processor.check.HostInterfaceCheck;
import dev.radicchio.processor.model.HostReader;
import javax.lang.model.element.Element;

/** Checks each {@code @WasmHost} interface, whether a program uses it or not. */
final class HostStep extends ElementStep {
  private final HostReader reader;
  private final DiagnosticReporter reporter;

  HostStep(HostReader reader, DiagnosticReporter reporter) {
    super(WasmHost.class, reporter);
    this.reader = reader;
    this.reporter = reporter;
  }

  @Override
  boolean isComplete(Element element) {
    return Completeness.ofModule(MoreElements.asType(element));
  }

  @Override
  void process(Element element) {
    reporter.report(
        HostInterfaceCheck.check(
            MoreElements.asType(element), reader.methods(MoreElements.asType(element))));
  }
}

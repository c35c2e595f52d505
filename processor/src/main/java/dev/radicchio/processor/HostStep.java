package dev.radicchio.processor;

import com.google.auto.common.MoreElements;
import dev.radicchio.annotations.WasmHost;
import dev.radicchio.processor.check.DiagnosticReporter;
import dev.radicchio.processor.check.HostInterfaceCheck;
import dev.radicchio.processor.model.HostReader;
import java.util.Optional;
import javax.lang.model.element.Element;
import javax.lang.model.element.TypeElement;

/** Checks each {@code @WasmHost} interface, whether a program uses it or not. */
final class HostStep extends ElementStep {
  private final HostReader reader;
  private final ReportedInterfaces reported;
  private final DiagnosticReporter reporter;

  /**
   * @param reported takes the interfaces that this step has checked
   */
  HostStep(HostReader reader, ReportedInterfaces reported, DiagnosticReporter reporter) {
    super(WasmHost.class, reporter);
    this.reader = reader;
    this.reported = reported;
    this.reporter = reporter;
  }

  @Override
  Optional<MissingType> missing(Element element) {
    return Completeness.ofModule(MoreElements.asType(element));
  }

  @Override
  void process(Element element) {
    TypeElement host = MoreElements.asType(element);
    reported.add(host);
    reporter.report(HostInterfaceCheck.check(host, reader.module(host), reader.methods(host)));
  }
}

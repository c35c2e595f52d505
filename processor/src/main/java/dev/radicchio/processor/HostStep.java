package dev.radicchio.processor;

import com.google.auto.common.MoreElements;
import dev.radicchio.annotations.WasmHost;
import dev.radicchio.processor.check.DiagnosticReporter;
import dev.radicchio.processor.check.HostInterfaceCheck;
import dev.radicchio.processor.model.HostReader;
import java.util.Set;
import javax.lang.model.element.Element;
import javax.lang.model.element.TypeElement;

/** Checks each {@code @WasmHost} interface, whether a program uses it or not. */
final class HostStep extends ElementStep {
  private final HostReader reader;
  private final Set<String> checked;
  private final DiagnosticReporter reporter;

  /**
   * @param checked takes the qualified names of the interfaces that this step has checked
   */
  HostStep(HostReader reader, Set<String> checked, DiagnosticReporter reporter) {
    super(WasmHost.class, reporter);
    this.reader = reader;
    this.checked = checked;
    this.reporter = reporter;
  }

  @Override
  boolean isComplete(Element element) {
    return Completeness.ofModule(MoreElements.asType(element));
  }

  @Override
  void process(Element element) {
    TypeElement host = MoreElements.asType(element);
    checked.add(host.getQualifiedName().toString());
    reporter.report(HostInterfaceCheck.check(host, reader.module(host), reader.methods(host)));
  }
}

package dev.radicchio.processor;

import dev.radicchio.annotations.WasmModule;
import dev.radicchio.processor.check.DiagnosticReporter;
import dev.radicchio.processor.check.ModuleCheck;
import dev.radicchio.processor.model.ModuleReader;
import java.util.Optional;
import javax.lang.model.element.Element;
import javax.lang.model.element.TypeElement;

/** Checks each {@code @WasmModule} interface, whether a program uses it or not. */
final class ModuleStep extends ElementStep {
  private final ModuleReader reader;
  private final ModuleCheck check;
  private final ReportedInterfaces reported;
  private final DiagnosticReporter reporter;

  /**
   * @param reported takes the interfaces that this step has checked
   */
  ModuleStep(
      ModuleReader reader,
      ModuleCheck check,
      ReportedInterfaces reported,
      DiagnosticReporter reporter) {
    super(WasmModule.class, reporter);
    this.reader = reader;
    this.check = check;
    this.reported = reported;
    this.reporter = reporter;
  }

  @Override
  Optional<MissingType> missing(Element element) {
    return Completeness.ofModule((TypeElement) element);
  }

  @Override
  void process(Element element) {
    TypeElement module = (TypeElement) element;
    reported.add(module);
    reader.read(module).map(check::check).ifPresent(c -> reporter.report(c.diagnostics()));
  }
}

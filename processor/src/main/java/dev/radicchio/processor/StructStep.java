package dev.radicchio.processor;

import com.google.auto.common.MoreElements;
import dev.radicchio.annotations.WasmStruct;
import dev.radicchio.processor.check.CheckedStruct;
import dev.radicchio.processor.check.DiagnosticReporter;
import dev.radicchio.processor.check.StructCheck;
import dev.radicchio.processor.generate.StructSources;
import dev.radicchio.processor.model.StructReader;
import dev.radicchio.processor.model.StructType;
import java.util.Optional;
import javax.lang.model.element.Element;

/** Checks each {@code @WasmStruct} interface and writes the views of those without an error. */
final class StructStep extends ElementStep {
  private final StructReader reader;
  private final StructCheck check;
  private final StructSources sources;
  private final SourceWriter writer;
  private final ReportedInterfaces reported;
  private final DiagnosticReporter reporter;

  /**
   * @param reported takes the interfaces that this step has checked
   */
  StructStep(
      StructReader reader,
      StructCheck check,
      StructSources sources,
      SourceWriter writer,
      ReportedInterfaces reported,
      DiagnosticReporter reporter) {
    super(WasmStruct.class, reporter);
    this.reader = reader;
    this.check = check;
    this.sources = sources;
    this.writer = writer;
    this.reported = reported;
    this.reporter = reporter;
  }

  @Override
  Optional<MissingType> missing(Element element) {
    return Completeness.ofStruct(MoreElements.asType(element));
  }

  @Override
  void process(Element element) {
    reported.add(MoreElements.asType(element));
    StructType type = new StructType(MoreElements.asType(element));
    CheckedStruct struct = check.check(reader.read(type));
    reporter.report(struct.diagnostics());
    struct
        .layout()
        .ifPresent(layout -> writer.write(sources.generate(struct.model(), layout), element));
  }
}

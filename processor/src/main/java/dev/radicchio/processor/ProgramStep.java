package dev.radicchio.processor;

import dev.radicchio.annotations.SharedMemory;
import dev.radicchio.processor.check.CheckedProgram;
import dev.radicchio.processor.check.DiagnosticReporter;
import dev.radicchio.processor.check.ProgramCheck;
import dev.radicchio.processor.generate.ProgramSources;
import dev.radicchio.processor.model.ProgramReader;
import javax.lang.model.element.Element;
import javax.lang.model.element.TypeElement;

/** Checks each {@code @SharedMemory} interface and writes the sources of those without an error. */
final class ProgramStep extends ElementStep {
  private final ProgramReader reader;
  private final ProgramCheck check;
  private final ProgramSources sources;
  private final SourceWriter writer;
  private final DiagnosticReporter reporter;

  ProgramStep(
      ProgramReader reader,
      ProgramCheck check,
      ProgramSources sources,
      SourceWriter writer,
      DiagnosticReporter reporter) {
    super(SharedMemory.class, reporter);
    this.reader = reader;
    this.check = check;
    this.sources = sources;
    this.writer = writer;
    this.reporter = reporter;
  }

  @Override
  boolean isComplete(Element element) {
    return Completeness.ofProgram((TypeElement) element);
  }

  @Override
  void process(Element element) {
    CheckedProgram program = check.check(reader.read((TypeElement) element));
    reporter.report(program.diagnostics());
    program
        .layout()
        .ifPresent(
            layout ->
                sources.generate(program, layout).forEach(file -> writer.write(file, element)));
  }
}

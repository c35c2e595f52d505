package dev.radicchio.processor;

import com.palantir.javapoet.JavaFile;
import dev.radicchio.annotations.SharedMemory;
import dev.radicchio.processor.check.CheckedProgram;
import dev.radicchio.processor.check.Diagnostic;
import dev.radicchio.processor.check.DiagnosticReporter;
import dev.radicchio.processor.check.ProgramCheck;
import dev.radicchio.processor.check.Site;
import dev.radicchio.processor.generate.ProgramSources;
import dev.radicchio.processor.model.ProgramReader;
import java.io.IOException;
import javax.annotation.processing.Filer;
import javax.annotation.processing.FilerException;
import javax.lang.model.element.Element;
import javax.lang.model.element.TypeElement;

/** Checks each {@code @SharedMemory} interface and writes the sources of those without an error. */
final class ProgramStep extends ElementStep {
  private final ProgramReader reader;
  private final ProgramCheck check;
  private final ProgramSources sources;
  private final Filer filer;
  private final DiagnosticReporter reporter;

  ProgramStep(
      ProgramReader reader,
      ProgramCheck check,
      ProgramSources sources,
      Filer filer,
      DiagnosticReporter reporter) {
    super(SharedMemory.class, reporter);
    this.reader = reader;
    this.check = check;
    this.sources = sources;
    this.filer = filer;
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
            layout -> sources.generate(program, layout).forEach(file -> write(file, element)));
  }

  private void write(JavaFile file, Element program) {
    String name = file.packageName() + "." + file.typeSpec().name();
    try {
      file.writeTo(filer);
    } catch (FilerException e) {
      reporter.report(
          Diagnostic.error(
              Site.of(program), name + " exists already; rename it or " + program.getSimpleName()));
    } catch (IOException e) {
      reporter.report(
          Diagnostic.error(Site.of(program), name + " could not be written: " + e.getMessage()));
    }
  }
}

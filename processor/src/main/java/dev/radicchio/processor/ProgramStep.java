package dev.radicchio.processor;

import com.google.auto.common.MoreElements;
import dev.radicchio.annotations.SharedMemory;
import dev.radicchio.link.plan.Layout;
import dev.radicchio.processor.check.CheckedProgram;
import dev.radicchio.processor.check.DiagnosticReporter;
import dev.radicchio.processor.check.LayoutCheck;
import dev.radicchio.processor.check.ProgramCheck;
import dev.radicchio.processor.compile.CompiledImage;
import dev.radicchio.processor.generate.LayoutText;
import dev.radicchio.processor.generate.ProgramSources;
import dev.radicchio.processor.map.LayoutPage;
import dev.radicchio.processor.model.ProgramReader;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import javax.lang.model.element.Element;
import javax.lang.model.element.TypeElement;

/** Checks each {@code @SharedMemory} interface and writes the sources of those without an error. */
final class ProgramStep extends ElementStep {
  private final ProgramReader reader;
  private final ProgramCheck check;
  private final LayoutCheck layouts;
  private final ProgramSources sources;
  private final SourceWriter writer;
  private final ProgramPrecompiler precompiler;
  private final boolean map;
  private final DiagnosticReporter reporter;

  /**
   * @param map whether to write a page with a map of each program
   */
  ProgramStep(
      ProgramReader reader,
      ProgramCheck check,
      LayoutCheck layouts,
      ProgramSources sources,
      SourceWriter writer,
      ProgramPrecompiler precompiler,
      boolean map,
      DiagnosticReporter reporter) {
    super(SharedMemory.class, reporter);
    this.reader = reader;
    this.check = check;
    this.layouts = layouts;
    this.sources = sources;
    this.writer = writer;
    this.precompiler = precompiler;
    this.map = map;
    this.reporter = reporter;
  }

  @Override
  Optional<MissingType> missing(Element element) {
    return Completeness.ofProgram((TypeElement) element);
  }

  @Override
  void process(Element element) {
    CheckedProgram program = check.check(reader.read((TypeElement) element));
    reporter.report(program.diagnostics());
    program.linked().ifPresent(linked -> finish(program, linked));
  }

  private void finish(CheckedProgram program, CheckedProgram.Linked linked) {
    Layout layout = linked.layout();
    TypeElement element = program.program().element();
    reporter.report(layouts.check(program, LayoutText.of(program, layout)));
    // Also where the layout is not the pinned one: without the classes there would be an error at
    // each use of them.
    List<TypeElement> origins = origins(program);
    Optional<CompiledImage> compiled = precompiler.compile(program, linked.valid(), origins);
    sources.generate(program, linked, compiled).forEach(file -> writer.write(file, element));
    if (map) {
      writer.writePage(
          MoreElements.getPackage(element).getQualifiedName().toString(),
          program.program().mapName(),
          LayoutPage.of(program, layout),
          origins);
    }
  }

  private static List<TypeElement> origins(CheckedProgram program) {
    return Stream.concat(
            Stream.of(program.program().element()),
            program.instances().stream().map(instance -> instance.module().module().element()))
        .distinct()
        .toList();
  }
}

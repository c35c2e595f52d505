package dev.radicchio.processor;

import com.google.auto.common.MoreElements;
import dev.radicchio.annotations.WasmFunction;
import dev.radicchio.processor.check.Diagnostic;
import dev.radicchio.processor.check.DiagnosticReporter;
import dev.radicchio.processor.check.FunctionCheck;
import dev.radicchio.processor.generate.FunctionSources;
import dev.radicchio.processor.model.FunctionInterface;
import dev.radicchio.processor.model.FunctionModel;
import dev.radicchio.processor.model.MethodReader;
import java.util.List;
import java.util.Optional;
import javax.lang.model.element.Element;

/** Checks each {@code @WasmFunction} interface and writes the classes of those without an error. */
final class FunctionStep extends ElementStep {
  private final MethodReader reader;
  private final FunctionSources sources;
  private final SourceWriter writer;
  private final DiagnosticReporter reporter;

  FunctionStep(
      MethodReader reader,
      FunctionSources sources,
      SourceWriter writer,
      DiagnosticReporter reporter) {
    super(WasmFunction.class, reporter);
    this.reader = reader;
    this.sources = sources;
    this.writer = writer;
    this.reporter = reporter;
  }

  @Override
  Optional<MissingType> missing(Element element) {
    return Completeness.ofModule(MoreElements.asType(element));
  }

  @Override
  void process(Element element) {
    FunctionModel function =
        FunctionModel.of(new FunctionInterface(MoreElements.asType(element)), reader);
    List<Diagnostic> problems = FunctionCheck.check(function);
    reporter.report(problems);
    if (problems.isEmpty()) {
      writer.write(sources.generate(function), element);
    }
  }
}

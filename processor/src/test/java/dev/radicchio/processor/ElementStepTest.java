package dev.radicchio.processor;

import static dev.radicchio.processor.Compile.codes;
import static dev.radicchio.processor.Compile.problems;
import static dev.radicchio.processor.Compile.source;
import static org.assertj.core.api.Assertions.assertThat;

import com.google.testing.compile.Compilation;
import com.google.testing.compile.Compiler;
import dev.radicchio.annotations.WasmModule;
import dev.radicchio.processor.check.DiagnosticReporter;
import dev.radicchio.processor.check.WarningLevels;
import java.util.Set;
import javax.annotation.processing.AbstractProcessor;
import javax.annotation.processing.RoundEnvironment;
import javax.lang.model.SourceVersion;
import javax.lang.model.element.Element;
import javax.lang.model.element.TypeElement;
import org.junit.jupiter.api.Test;

class ElementStepTest {
  @Test
  void reportsAnExceptionThatNobodyExpectedAtTheElementAndGoesOn() {
    Compilation compilation =
        Compiler.javac()
            .withProcessors(new FailingProcessor())
            .compile(
                source(
                    "M", "@WasmModule(\"a\") interface M {}", "@WasmModule(\"b\") interface N {}"));

    assertThat(problems(compilation))
        .satisfiesExactly(
            problem ->
                assertThat(problem)
                    .startsWith(
                        "M.java:2: Radicchio failed here; this is a bug in it, please report it:"
                            + " java.lang.IllegalStateException: unforeseen at"
                            + " dev.radicchio.processor.ElementStepTest")
                    .doesNotContain("\n"),
            problem ->
                assertThat(problem)
                    .startsWith("M.java:3: Radicchio failed here")
                    .contains("java.lang.AssertionError: never"));
    assertThat(codes(compilation)).containsExactly("M.java:2: RAD199", "M.java:3: RAD199");
  }

  private static final class FailingProcessor extends AbstractProcessor {
    @Override
    public Set<String> getSupportedAnnotationTypes() {
      return Set.of(WasmModule.class.getName());
    }

    @Override
    public SourceVersion getSupportedSourceVersion() {
      return SourceVersion.latestSupported();
    }

    @Override
    public boolean process(Set<? extends TypeElement> annotations, RoundEnvironment round) {
      DiagnosticReporter reporter =
          new DiagnosticReporter(processingEnv.getMessager(), new WarningLevels(""));
      new ElementStep(WasmModule.class, reporter) {
        @Override
        void process(Element element) {
          if (element.getSimpleName().contentEquals("N")) {
            throw new AssertionError("never");
          }
          throw new IllegalStateException("unforeseen");
        }
      }.process(round, processingEnv.getElementUtils());
      return false;
    }
  }
}

package dev.radicchio.processor;

import com.palantir.javapoet.JavaFile;
import dev.radicchio.processor.check.DiagnosticCode;
import dev.radicchio.processor.check.DiagnosticReporter;
import dev.radicchio.processor.check.Site;
import java.io.IOException;
import javax.annotation.processing.Filer;
import javax.annotation.processing.FilerException;
import javax.lang.model.element.Element;

/** Writes generated sources, and reports those that it cannot write. */
final class SourceWriter {
  private final Filer filer;
  private final DiagnosticReporter reporter;

  SourceWriter(Filer filer, DiagnosticReporter reporter) {
    this.filer = filer;
    this.reporter = reporter;
  }

  /**
   * @param origin the interface that the source was generated for
   */
  void write(JavaFile file, Element origin) {
    String name = file.packageName() + "." + file.typeSpec().name();
    try {
      file.writeTo(filer);
    } catch (FilerException e) {
      reporter.report(
          DiagnosticCode.CLASS_EXISTS.at(Site.of(origin), name, origin.getSimpleName()));
    } catch (IOException e) {
      reporter.report(
          DiagnosticCode.CLASS_NOT_WRITTEN.at(
              Site.of(origin), name, String.valueOf(e.getMessage())));
    }
  }
}

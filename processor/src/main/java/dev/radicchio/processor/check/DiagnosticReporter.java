package dev.radicchio.processor.check;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import javax.annotation.processing.Messager;

/** Hands diagnostics to the compiler, each once. */
public final class DiagnosticReporter {
  private final Messager messager;
  private final Set<Diagnostic> reported = new HashSet<>();

  public DiagnosticReporter(Messager messager) {
    this.messager = messager;
  }

  public void report(List<Diagnostic> diagnostics) {
    diagnostics.forEach(this::report);
  }

  public void report(Diagnostic diagnostic) {
    if (reported.add(diagnostic)) {
      Site site = diagnostic.site();
      messager.printMessage(
          diagnostic.kind(), diagnostic.message(), site.element(), site.annotation(), site.value());
    }
  }
}

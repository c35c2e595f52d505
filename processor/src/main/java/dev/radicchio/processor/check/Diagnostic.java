package dev.radicchio.processor.check;

import dev.radicchio.link.problem.Problem;
import dev.radicchio.link.problem.ProblemCode;
import java.util.Locale;
import javax.tools.Diagnostic.Kind;
import org.jspecify.annotations.Nullable;

/**
 * A problem, with the place that it is reported at.
 *
 * @param code that of a {@link DiagnosticCode}, or of a {@link ProblemCode} if the linker knows the
 *     problem; null for a note
 */
public record Diagnostic(Kind kind, String message, Site site, @Nullable String code) {

  static Diagnostic of(Site site, Problem.Severity severity, String message, String code) {
    Kind kind =
        switch (severity) {
          case ERROR -> Kind.ERROR;
          case WARNING -> Kind.WARNING;
        };
    return new Diagnostic(kind, message, site, code);
  }

  /** What is no problem. */
  static Diagnostic note(Site site, String message) {
    return new Diagnostic(Kind.NOTE, message, site, null);
  }

  /** A problem that the linker found. */
  static Diagnostic of(Site site, Problem problem) {
    return of(site, problem.severity(), problem.message(), problem.code().code());
  }

  /** A problem of the linker's that it would not find before the program runs. */
  static Diagnostic of(Site site, ProblemCode code, Object... arguments) {
    String message = String.format(Locale.ROOT, code.template(), arguments);
    return of(site, code.severity(), message, code.code());
  }

  /** This problem, which {@code type} has, reported at a place that uses it. */
  Diagnostic movedTo(Site where, String type) {
    return new Diagnostic(kind, type + ": " + message, where, code);
  }

  public boolean isError() {
    return kind == Kind.ERROR;
  }
}

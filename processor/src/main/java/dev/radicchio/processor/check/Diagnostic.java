package dev.radicchio.processor.check;

import dev.radicchio.link.problem.Problem;
import dev.radicchio.link.problem.ProblemKind;
import javax.tools.Diagnostic.Kind;
import org.jspecify.annotations.Nullable;

/**
 * A problem, with the place that it is reported at.
 *
 * @param code that of a {@link ProblemKind}; null for a note
 */
public record Diagnostic(Kind kind, String message, Site site, @Nullable String code) {

  /** A problem of some kind, whoever knows it: the linker would find some only at run time. */
  static Diagnostic of(Site site, ProblemKind kind, Object... arguments) {
    return of(site, kind, kind.message().text(arguments));
  }

  /** A problem that the linker found. */
  public static Diagnostic of(Site site, Problem problem) {
    return of(site, problem.code(), problem.message());
  }

  private static Diagnostic of(Site site, ProblemKind kind, String message) {
    return new Diagnostic(
        switch (kind.severity()) {
          case ERROR -> Kind.ERROR;
          case WARNING -> Kind.WARNING;
        },
        message,
        site,
        kind.code());
  }

  /** Something to know that is not a problem. */
  static Diagnostic note(Site site, String message) {
    return new Diagnostic(Kind.NOTE, message, site, null);
  }

  /** This problem, which {@code type} has, reported at a place that uses it. */
  Diagnostic movedTo(Site where, String type) {
    return new Diagnostic(kind, type + ": " + message, where, code);
  }

  public boolean isError() {
    return kind == Kind.ERROR;
  }
}

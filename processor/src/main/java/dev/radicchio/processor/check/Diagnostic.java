package dev.radicchio.processor.check;

import dev.radicchio.link.Problem;
import javax.tools.Diagnostic.Kind;
import org.jspecify.annotations.Nullable;

/**
 * A problem, with the place that it is reported at.
 *
 * @param code the code of a problem that the linker found, or null
 */
public record Diagnostic(Kind kind, String message, Site site, @Nullable String code) {

  public Diagnostic(Kind kind, String message, Site site) {
    this(kind, message, site, null);
  }

  public static Diagnostic error(Site site, String message) {
    return new Diagnostic(Kind.ERROR, message, site);
  }

  public static Diagnostic warning(Site site, String message) {
    return new Diagnostic(Kind.WARNING, message, site);
  }

  public static Diagnostic note(Site site, String message) {
    return new Diagnostic(Kind.NOTE, message, site);
  }

  /** A problem that the linker found. */
  static Diagnostic of(Site site, Problem problem) {
    Kind kind =
        switch (problem.severity()) {
          case ERROR -> Kind.ERROR;
          case WARNING -> Kind.WARNING;
        };
    return new Diagnostic(kind, problem.message(), site, problem.code().code());
  }

  public boolean isError() {
    return kind == Kind.ERROR;
  }
}

package dev.radicchio.processor.check;

import javax.tools.Diagnostic.Kind;

/** A problem, with the place that it is reported at. */
public record Diagnostic(Kind kind, String message, Site site) {

  public static Diagnostic error(Site site, String message) {
    return new Diagnostic(Kind.ERROR, message, site);
  }

  public static Diagnostic warning(Site site, String message) {
    return new Diagnostic(Kind.WARNING, message, site);
  }

  public static Diagnostic note(Site site, String message) {
    return new Diagnostic(Kind.NOTE, message, site);
  }

  public boolean isError() {
    return kind == Kind.ERROR;
  }
}

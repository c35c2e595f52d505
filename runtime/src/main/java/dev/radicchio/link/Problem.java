package dev.radicchio.link;

import org.jspecify.annotations.Nullable;

/**
 * Something about a program or a module that the user has to know.
 *
 * @param severity whether linking is refused
 * @param instance the instance at fault, or null where the program as a whole is
 * @param message what, where, and how to fix it
 */
public record Problem(Severity severity, @Nullable String instance, String message) {
  /** How grave a problem is. */
  public enum Severity {
    /** The program is not linked. */
    ERROR,
    /** The program is linked; the user should look. */
    WARNING
  }

  static Problem error(@Nullable String instance, String message) {
    return new Problem(Severity.ERROR, instance, message);
  }

  static Problem warning(@Nullable String instance, String message) {
    return new Problem(Severity.WARNING, instance, message);
  }

  @Override
  public String toString() {
    return instance == null ? message : instance + ": " + message;
  }
}

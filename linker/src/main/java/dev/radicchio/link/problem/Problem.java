package dev.radicchio.link.problem;

import org.jspecify.annotations.Nullable;

/**
 * Something about a program or a module that the user has to know.
 *
 * @param code which problem it is
 * @param instance the instance at fault, or null where the program as a whole is
 * @param message what, where, and how to fix it
 */
public record Problem(ProblemCode code, @Nullable String instance, String message) {
  /** How grave a problem is. */
  public enum Severity {
    /** The program is not linked. */
    ERROR,
    /** The program is linked; the user should look. */
    WARNING
  }

  /** Whether linking is refused. */
  public Severity severity() {
    return code.severity();
  }

  /** The instance, the message and the code. */
  @Override
  public String toString() {
    String text = message + " (" + code.code() + ")";
    return instance == null ? text : instance + ": " + text;
  }
}

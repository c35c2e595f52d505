package dev.radicchio.link.problem;

/**
 * Problems that have one code and one message: a constant of an enum. A code is never given to
 * another kind.
 */
public interface ProblemKind {
  /** The name of the constant. */
  String name();

  /** Its code, its severity and its message. */
  Message message();

  /** The code, {@code RAD} and three digits. */
  default String code() {
    return message().code();
  }

  /** Whether linking, or generating classes, is refused. */
  default Problem.Severity severity() {
    return message().severity();
  }

  /** The message as a {@link java.util.Formatter} pattern. */
  default String template() {
    return message().template();
  }
}

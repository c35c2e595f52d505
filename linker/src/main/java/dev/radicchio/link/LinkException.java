package dev.radicchio.link;

import dev.radicchio.link.problem.Problem;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * A module cannot be read, or a program cannot be linked; carries all problems, not just the first.
 */
public final class LinkException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final transient List<Problem> problems;

  /** An exception whose message lists {@code problems}, one a line with its code. */
  public LinkException(List<Problem> problems) {
    this(problems, null);
  }

  /**
   * An exception that has a cause besides.
   *
   * @param cause what was thrown where the problems were found; null if nothing was
   */
  public LinkException(List<Problem> problems, @Nullable Throwable cause) {
    super(problems.stream().map(Problem::toString).collect(Collectors.joining("\n")), cause);
    this.problems = List.copyOf(problems);
  }

  /** All problems, warnings included. */
  public List<Problem> problems() {
    return problems;
  }
}

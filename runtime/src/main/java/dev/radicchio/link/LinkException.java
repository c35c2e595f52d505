package dev.radicchio.link;

import dev.radicchio.link.problem.Problem;
import java.util.List;
import java.util.stream.Collectors;

/**
 * A module cannot be read, or a program cannot be linked; carries all problems, not just the first.
 */
public final class LinkException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final transient List<Problem> problems;

  /** An exception whose message lists {@code problems}, one a line with its code. */
  public LinkException(List<Problem> problems) {
    super(problems.stream().map(Problem::toString).collect(Collectors.joining("\n")));
    this.problems = List.copyOf(problems);
  }

  /** All problems, warnings included. */
  public List<Problem> problems() {
    return problems;
  }
}

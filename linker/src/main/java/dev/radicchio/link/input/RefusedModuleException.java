package dev.radicchio.link.input;

import dev.radicchio.link.problem.Problem;
import java.util.List;

/** A module that is well-formed and cannot be linked all the same. */
public final class RefusedModuleException extends Exception {
  private static final long serialVersionUID = 1;

  private final transient List<Problem> problems;

  RefusedModuleException(List<Problem> problems) {
    super(problems.toString());
    this.problems = List.copyOf(problems);
  }

  /** Why it cannot, at least one reason. */
  public List<Problem> problems() {
    return problems;
  }
}

package dev.radicchio.link;

import java.util.List;

/**
 * Everything that linking a program decides, before any byte changes: a complete plan, or all its
 * problems.
 */
public final class LinkPlan {
  private final Program program;
  private final Layout layout;
  private final List<HostImport> hostImports;
  private final List<Problem> problems;

  LinkPlan(Program program, Layout layout, List<HostImport> hostImports, List<Problem> problems) {
    this.program = program;
    this.layout = layout;
    this.hostImports = List.copyOf(hostImports);
    this.problems = List.copyOf(problems);
  }

  Program program() {
    return program;
  }

  /** Where everything will be; where there are errors, as far as it could be worked out. */
  public Layout layout() {
    return layout;
  }

  /** What instances import and the host has to have, by instance. */
  public List<HostImport> hostImports() {
    return hostImports;
  }

  /** All problems, by instance. */
  public List<Problem> problems() {
    return problems;
  }

  /** Whether a problem forbids to link. */
  public boolean hasErrors() {
    return problems.stream().anyMatch(problem -> problem.severity() == Problem.Severity.ERROR);
  }

  /**
   * Links.
   *
   * @throws LinkException with all problems, if there are errors, or if a module's code is not
   *     valid
   */
  public Image link() {
    if (hasErrors()) {
      throw new LinkException(problems);
    }
    return ImageValidator.validate(Fuser.fuse(program, layout), program, layout);
  }
}

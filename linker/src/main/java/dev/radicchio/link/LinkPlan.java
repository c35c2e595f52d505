package dev.radicchio.link;

import dev.radicchio.link.fuse.FusedProgram;
import dev.radicchio.link.fuse.Fuser;
import dev.radicchio.link.input.CodeScan;
import dev.radicchio.link.input.Instance;
import dev.radicchio.link.pass.ImagePasses;
import dev.radicchio.link.plan.HostImport;
import dev.radicchio.link.plan.Layout;
import dev.radicchio.link.plan.ResolvedImport;
import dev.radicchio.link.problem.Problem;
import java.util.List;
import java.util.function.Predicate;

/**
 * Everything that linking a program decides, before any byte changes: a complete plan, or all its
 * problems.
 */
public final class LinkPlan {
  private final FusedProgram program;
  private final List<HostImport> hostImports;
  private final List<ResolvedImport> resolvedImports;
  private final List<Problem> problems;

  LinkPlan(
      FusedProgram program,
      List<HostImport> hostImports,
      List<ResolvedImport> resolvedImports,
      List<Problem> problems) {
    this.program = program;
    this.hostImports = List.copyOf(hostImports);
    this.resolvedImports = List.copyOf(resolvedImports);
    this.problems = List.copyOf(problems);
  }

  FusedProgram program() {
    return program;
  }

  /** Where everything will be; where there are errors, as far as it could be worked out. */
  public Layout layout() {
    return program.layout();
  }

  /** What instances import and the host has to have, by instance. */
  public List<HostImport> hostImports() {
    return hostImports;
  }

  /**
   * Where each instance gets what it does not have itself, by instance, then by kind; where there
   * are errors, as far as it could be worked out. The memory, the program's table, the stack
   * pointer and other addresses that linkers define are not among it, nor is what nothing defines
   * and need not be defined.
   */
  public List<ResolvedImport> resolvedImports() {
    return resolvedImports;
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
   * Links. Whether the code of each module is valid is seen when an engine loads the image.
   *
   * @throws LinkException with all problems, if there are errors
   */
  public Image link() {
    if (hasErrors()) {
      throw new LinkException(problems);
    }
    byte[] bytes =
        ImagePasses.ofLinker(uses(CodeScan::usesLegacyExceptions)).run(Fuser.fuse(program)).bytes();
    return new Image(
        bytes,
        layout(),
        parts(),
        files(CodeScan::usesVectors),
        files(CodeScan::sharesExceptions),
        uses(CodeScan::usesRanges),
        uses(CodeScan::catchesReferences));
  }

  private List<Image.Part> parts() {
    return program.allocation().instances().stream()
        .map(instance -> new Image.Part(instance.name(), instance.file(), instance.binary()))
        .toList();
  }

  private boolean uses(Predicate<CodeScan> what) {
    return program.allocation().instances().stream()
        .anyMatch(instance -> what.test(instance.module().scan()));
  }

  private List<String> files(Predicate<CodeScan> what) {
    return program.allocation().instances().stream()
        .filter(instance -> what.test(instance.module().scan()))
        .map(Instance::file)
        .distinct()
        .toList();
  }
}

package dev.radicchio.link.bind;

import dev.radicchio.link.allocator.Allocation;
import dev.radicchio.link.allocator.LiveCode;
import dev.radicchio.link.input.Command;
import dev.radicchio.link.input.Instance;
import dev.radicchio.link.problem.Names;
import dev.radicchio.link.problem.Problem;
import dev.radicchio.link.problem.ProblemCode;
import java.util.ArrayList;
import java.util.List;

/** Warns of commands that others call into: they are constructed at each call, or not at all. */
final class CommandCheck {
  private CommandCheck() {}

  static List<Problem> warnings(Allocation allocation) {
    List<Problem> problems = new ArrayList<>();
    LiveCode live = allocation.live();
    for (Instance instance : allocation.instances()) {
      Command command =
          new Command(instance.module(), function -> live.isEmptied(instance, function));
      add(ProblemCode.CONSTRUCTED_AGAIN, instance, command.wrapped(), problems);
      add(ProblemCode.CONSTRUCTED_BY_START, instance, command.constructedByStart(), problems);
    }
    return problems;
  }

  private static void add(
      ProblemCode code, Instance instance, List<String> functions, List<Problem> problems) {
    if (!functions.isEmpty()) {
      problems.add(
          code.of(
              instance.name(),
              instance.described(),
              Names.some(functions),
              instance.module().producer().asReactor()));
    }
  }
}

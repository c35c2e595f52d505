package dev.radicchio.processor.check;

import dev.radicchio.link.Layout;
import dev.radicchio.processor.model.InstanceModel;
import dev.radicchio.processor.model.ProgramModel;
import java.util.List;
import java.util.Optional;

/**
 * A program after its checks.
 *
 * @param instances in the order of their accessors
 * @param layout empty if the program or one of its modules has an error
 */
public record CheckedProgram(
    ProgramModel program,
    List<Instance> instances,
    Optional<Layout> layout,
    List<Diagnostic> diagnostics) {
  public CheckedProgram {
    instances = List.copyOf(instances);
    diagnostics = List.copyOf(diagnostics);
  }

  /** An instance, with its module as the checks found it. */
  public record Instance(InstanceModel model, CheckedModule module) {}
}

package dev.radicchio.processor.check;

import dev.radicchio.engine.ValidImage;
import dev.radicchio.link.LinkRequest;
import dev.radicchio.link.plan.Layout;
import dev.radicchio.link.plan.ResolvedImport;
import dev.radicchio.processor.model.InstanceModel;
import dev.radicchio.processor.model.ProgramModel;
import java.util.List;
import java.util.Optional;

/**
 * A program after its checks.
 *
 * @param instances in the order of their accessors
 * @param hosts the methods of hosts that guests import
 * @param imports where the instances get what they do not have themselves
 * @param linked empty if the program or one of its modules has an error
 */
public record CheckedProgram(
    ProgramModel program,
    List<Instance> instances,
    List<BoundHost> hosts,
    List<ResolvedImport> imports,
    Optional<Linked> linked,
    List<Diagnostic> diagnostics) {
  public CheckedProgram {
    instances = List.copyOf(instances);
    hosts = List.copyOf(hosts);
    imports = List.copyOf(imports);
    diagnostics = List.copyOf(diagnostics);
  }

  /** What is asked of the linker, now and when the program runs, and what it gives for it. */
  public record Linked(LinkRequest request, ValidImage valid) {
    /** Where everything is. */
    public Layout layout() {
      return valid.image().layout();
    }
  }

  /** An instance, with its module as the checks found it. */
  public record Instance(InstanceModel model, CheckedModule module) {}
}

package dev.radicchio.processor.check;

import dev.radicchio.link.Image;
import dev.radicchio.link.plan.ResolvedImport;
import dev.radicchio.processor.model.InstanceModel;
import dev.radicchio.processor.model.ProgramModel;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A program after its checks.
 *
 * @param instances in the order of their accessors
 * @param hosts the methods of hosts that guests import
 * @param hostModules the modules that hosts stand for, and whether these want to know which
 *     instance calls
 * @param imports where the instances get what they do not have themselves
 * @param image empty if the program or one of its modules has an error
 */
public record CheckedProgram(
    ProgramModel program,
    List<Instance> instances,
    List<BoundHost> hosts,
    Map<String, Boolean> hostModules,
    List<ResolvedImport> imports,
    Optional<Image> image,
    List<Diagnostic> diagnostics) {
  public CheckedProgram {
    instances = List.copyOf(instances);
    hosts = List.copyOf(hosts);
    hostModules = Collections.unmodifiableMap(hostModules);
    imports = List.copyOf(imports);
    diagnostics = List.copyOf(diagnostics);
  }

  /** An instance, with its module as the checks found it. */
  public record Instance(InstanceModel model, CheckedModule module) {}
}

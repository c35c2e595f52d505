package dev.radicchio.processor.check;

import dev.radicchio.engine.Engine;
import dev.radicchio.link.LinkException;
import dev.radicchio.link.LinkPlan;
import dev.radicchio.link.LinkRequest;
import dev.radicchio.link.plan.ResolvedImport;
import dev.radicchio.link.problem.Problem;
import dev.radicchio.processor.model.ProgramModel;
import java.util.List;
import java.util.Optional;

/** Links a program as it will be linked at run time. */
final class ProgramLink {
  private final ProgramModel program;
  private final GuestStructCheck structs;
  private final AddressCheck addresses;
  private final List<Diagnostic> problems;

  ProgramLink(
      ProgramModel program,
      GuestStructCheck structs,
      AddressCheck addresses,
      List<Diagnostic> problems) {
    this.program = program;
    this.structs = structs;
    this.addresses = addresses;
    this.problems = problems;
  }

  /**
   * What linking yields.
   *
   * @param program empty if there is an error
   * @param imports where imports come from
   * @param hosts the methods of hosts that guests import
   */
  record Linked(
      Optional<CheckedProgram.Linked> program,
      List<ResolvedImport> imports,
      List<BoundHost> hosts) {}

  /** Links, and reports what the linker finds. */
  Linked link(
      LinkRequest request,
      List<CheckedProgram.Instance> instances,
      HeapCheck heap,
      HostCheck hosts) {
    LinkPlan plan = request.plan();
    report(plan.problems());
    Optional<CheckedProgram.Linked> linked = Optional.empty();
    if (!plan.hasErrors()) {
      try {
        // The plan does not look into function bodies, and validation does.
        linked =
            engine()
                .map(engine -> new CheckedProgram.Linked(request, engine.validate(plan.link())));
      } catch (LinkException e) {
        report(e.problems());
      }
    }
    List<BoundHost> bound = hosts.bind(plan.hostImports(), instances);
    structs.check(program, instances, bound, plan.hostImports(), problems);
    addresses.check(program, plan.layout(), instances, bound, plan.hostImports(), problems);
    heap.checkNeed(plan.layout().heap(), instances);
    return new Linked(linked, plan.resolvedImports(), bound);
  }

  /** What validates the program; empty if it is not there, which is reported. */
  private Optional<Engine> engine() {
    Optional<Engine> engine = Engine.find(program.engine().engine().id()).filter(Engine::isPresent);
    if (engine.isEmpty()) {
      problems.add(EngineProblems.notThere(program));
    }
    return engine;
  }

  private void report(List<Problem> found) {
    for (Problem problem : found) {
      Site site =
          program.instances().stream()
              .filter(instance -> instance.name().equals(problem.instance()))
              .findFirst()
              .map(instance -> Site.ofMember(instance.element(), program.element()))
              .orElseGet(() -> Site.of(program.element()));
      problems.add(Diagnostic.of(site, problem));
    }
  }
}

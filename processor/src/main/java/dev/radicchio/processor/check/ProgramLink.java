package dev.radicchio.processor.check;

import dev.radicchio.engine.Engine;
import dev.radicchio.link.Image;
import dev.radicchio.link.LinkException;
import dev.radicchio.link.LinkPlan;
import dev.radicchio.link.Linker;
import dev.radicchio.link.plan.ResolvedImport;
import dev.radicchio.link.problem.Problem;
import dev.radicchio.processor.model.InstanceModel;
import dev.radicchio.processor.model.LinkModel;
import dev.radicchio.processor.model.ProgramModel;
import dev.radicchio.processor.model.RegionModel;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/** Links a program as it will be linked at run time. */
final class ProgramLink {
  /** The most pages that a memory can have. */
  static final int MOST_PAGES = 1 << 16;

  private final ProgramModel program;
  private final GuestStructCheck structs;
  private final List<Diagnostic> problems;

  ProgramLink(ProgramModel program, GuestStructCheck structs, List<Diagnostic> problems) {
    this.program = program;
    this.structs = structs;
    this.problems = problems;
  }

  /**
   * What linking yields: the image unless there is an error, where imports come from, and the
   * methods of hosts that guests import.
   */
  record Linked(Optional<Image> image, List<ResolvedImport> imports, List<BoundHost> hosts) {}

  /**
   * Links, and reports what the linker finds.
   *
   * @param regions those that can be reserved
   */
  Linked link(
      List<CheckedProgram.Instance> instances,
      List<RegionModel> regions,
      HeapCheck heap,
      HostCheck hosts) {
    Linker linker =
        Linker.create()
            .stackBytes(Math.max(0, program.stackBytes().value()))
            .maxPages(Math.min(MOST_PAGES, Math.max(0, program.maxPages().value())));
    addInstances(linker, instances);
    heap.policy().ifPresent(linker::heap);
    if (heap.isNeeded(instances)) {
      linker.javaAllocates();
    }
    hosts
        .modules()
        .forEach(
            (module, byInstance) -> {
              if (byInstance) {
                linker.hostByInstance(module);
              } else {
                linker.host(module);
              }
            });
    regions.forEach(
        region -> linker.region(region.importName(), region.bytes(), region.alignment()));
    LinkPlan plan = linker.plan();
    report(plan.problems());
    Optional<Image> image = Optional.empty();
    if (!plan.hasErrors()) {
      try {
        // The plan does not look into function bodies, and validation does.
        Image linked = plan.link();
        Engine.installed().validate(linked);
        image = Optional.of(linked);
      } catch (LinkException e) {
        report(e.problems());
      }
    }
    List<BoundHost> bound = hosts.bind(plan.hostImports(), instances);
    structs.check(program, instances, bound, plan.hostImports(), problems);
    heap.checkNeed(plan.layout().heap(), instances);
    return new Linked(image, plan.resolvedImports(), bound);
  }

  private void addInstances(Linker linker, List<CheckedProgram.Instance> instances) {
    for (CheckedProgram.Instance instance : instances) {
      linker.add(instance.model().name(), Objects.requireNonNull(instance.module().file()));
      long base = instance.module().module().base();
      if (ModuleCheck.isAddress(base)) {
        linker.base(instance.model().name(), base);
      }
      int pages = instance.module().module().pages();
      if (pages != -1) {
        linker.pages(instance.model().name(), pages);
      }
    }
    for (InstanceModel instance : program.instances()) {
      for (LinkModel link : instance.links()) {
        if (LinkCheck.namesAnInstance(program, link)) {
          linker.bind(instance.name(), link.importName(), link.to());
        }
      }
    }
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

package dev.radicchio.link;

import dev.radicchio.link.allocator.Allocation;
import dev.radicchio.link.allocator.ModuleAllocator;
import dev.radicchio.link.bind.Bindings;
import dev.radicchio.link.fuse.FusedProgram;
import dev.radicchio.link.input.Homes;
import dev.radicchio.link.input.Instance;
import dev.radicchio.link.input.StackNeed;
import dev.radicchio.link.place.DataSymbols;
import dev.radicchio.link.place.Memory;
import dev.radicchio.link.place.Placement;
import dev.radicchio.link.plan.HeapPolicy;
import dev.radicchio.link.plan.HostImport;
import dev.radicchio.link.plan.InstanceLayout;
import dev.radicchio.link.plan.Layout;
import dev.radicchio.link.plan.RegionRequest;
import dev.radicchio.link.plan.ResolvedImport;
import dev.radicchio.link.problem.Problem;
import dev.radicchio.link.problem.ProblemCode;
import dev.radicchio.link.resolve.HostModules;
import dev.radicchio.link.resolve.Resolution;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.OptionalLong;

/** Plans a program: its stages in order, each of which gets what those before it have found out. */
final class Planner {
  private final LinkRequest request;
  private final HostModules hosts;
  private final OptionalLong firstData;

  private Planner(LinkRequest request, HostModules hosts, OptionalLong firstData) {
    this.request = request;
    this.hosts = hosts;
    this.firstData = firstData;
  }

  /** Plans a program. */
  static LinkPlan plan(LinkRequest request) {
    return new Planner(request, HostModules.of(request.hosts()), OptionalLong.empty()).plan(false);
  }

  /** Plans one module as a module again: exports keep their names, and imports stay imports. */
  static LinkPlan move(WasmFile module, long base) {
    LinkRequest alone =
        Linker.create().add("alone", module).heap(new HeapPolicy.Private()).request();
    return new Planner(alone, HostModules.all(), OptionalLong.of(base)).plan(true);
  }

  private LinkPlan plan(boolean keepsNames) {
    List<Instance> asked = instances();
    List<ModuleAllocator> allocators = allocators();
    List<Instance> instances =
        Homes.of(
            asked,
            request.heap(),
            request.javaAllocates(),
            otherBytes(asked),
            instance -> allocators.get(instance.number()).hasOwnMemorySize());
    // How each instance is relocated is decided.

    Allocation allocation = Allocation.of(instances, allocators, request.heap());
    // Whose malloc is whose is final from here on, and which functions nobody calls any more.

    Resolution resolution =
        Resolution.of(
            allocation, hosts, request.bindings(), request.pointers(), request.javaAllocates());
    // Every import has a meaning, and every function its index in the image.

    Placement placement =
        Placement.of(allocation, resolution, request.stackBytes(), firstData, request.regions());
    // Every address and every slot of the table is fixed.

    Bindings bindings = Bindings.of(allocation, resolution, placement);
    // Everything has its index, and what the image is made of is known.

    Layout layout = layout(instances, placement, bindings);
    List<Problem> problems = new ArrayList<>(allocation.problems());
    problems.addAll(resolution.problems());
    problems.addAll(placement.problems());
    problems.addAll(bindings.problems());
    checkSize(layout, problems);
    List<HostImport> hostImports = new ArrayList<>(resolution.hostImports());
    hostImports.addAll(bindings.hostImports());
    return new LinkPlan(
        new FusedProgram(allocation, resolution, placement, bindings, layout, keepsNames),
        hostImports,
        imports(resolution, placement, bindings),
        byInstance(problems));
  }

  private long otherBytes(List<Instance> instances) {
    long regions = 0;
    for (RegionRequest region : request.regions()) {
      regions += region.bytes() + region.alignment();
    }
    return regions + StackNeed.bytes(instances, request.stackBytes());
  }

  private List<Instance> instances() {
    List<Instance> instances = new ArrayList<>();
    for (LinkRequest.Instance asked : request.instances()) {
      instances.add(
          new Instance(instances.size(), asked.name(), asked.module().module(), asked.memory()));
    }
    return instances;
  }

  private List<ModuleAllocator> allocators() {
    return request.instances().stream().map(asked -> asked.module().allocator()).toList();
  }

  private Layout layout(List<Instance> instances, Placement placement, Bindings bindings) {
    Memory memory = placement.memory();
    return new Layout(
        memory.stack().start(),
        memory.stack().end(),
        memory.heapBase(),
        placement.heap(),
        memory.initialPages(),
        request.maxPages(),
        bindings.tableSlots(),
        memory.regions(),
        instances.stream().map(instance -> layout(instance, placement)).toList(),
        bindings.stackPointers());
  }

  private InstanceLayout layout(Instance instance, Placement placement) {
    WasmFile file = request.instances().get(instance.number()).module();
    return new InstanceLayout(
        instance.name(),
        file.name(),
        instance.module().relocatability().model(),
        file.sha256(),
        placement.memory().base(instance),
        instance.memory().reachesBelow(),
        placement.memory().of(instance).start(),
        placement.memory().of(instance).end(),
        placement.table().of(instance).start(),
        placement.table().of(instance).end(),
        DataSymbols.of(instance, placement));
  }

  private void checkSize(Layout layout, List<Problem> problems) {
    if (request.maxPages() > 0 && layout.initialPages() > request.maxPages()) {
      problems.add(ProblemCode.OVER_MAX_PAGES.of(null, layout.initialPages(), request.maxPages()));
    }
  }

  /** By instance, then by kind, then in the order of the imports; each once. */
  private List<ResolvedImport> imports(
      Resolution resolution, Placement placement, Bindings bindings) {
    LinkedHashSet<ResolvedImport> all = new LinkedHashSet<>(resolution.imports());
    all.addAll(bindings.imports());
    all.addAll(placement.imports());
    List<String> order = order();
    List<ResolvedImport> sorted = new ArrayList<>(all);
    sorted.sort(
        Comparator.<ResolvedImport>comparingInt(each -> order.indexOf(each.instance()))
            .thenComparing(ResolvedImport::kind));
    return sorted;
  }

  /** By instance; those of the program first. */
  private List<Problem> byInstance(List<Problem> problems) {
    List<String> order = order();
    List<Problem> sorted = new ArrayList<>(problems);
    sorted.sort(Comparator.comparingInt(problem -> order.indexOf(problem.instance())));
    return sorted;
  }

  private List<String> order() {
    return request.instances().stream().map(LinkRequest.Instance::name).toList();
  }
}

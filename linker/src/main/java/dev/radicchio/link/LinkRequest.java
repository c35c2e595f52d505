package dev.radicchio.link;

import dev.radicchio.binary.FunctionType;
import dev.radicchio.link.plan.ExportPointers;
import dev.radicchio.link.plan.HeapPolicy;
import dev.radicchio.link.plan.HostModule;
import dev.radicchio.link.plan.ImageNaming;
import dev.radicchio.link.plan.ImportBinding;
import dev.radicchio.link.plan.Layout;
import dev.radicchio.link.plan.MemoryRequest;
import dev.radicchio.link.plan.RegionRequest;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Function;

/**
 * Everything that a program asks of the linker: the same request gives the same image. {@link
 * Linker} puts one together step by step and says what each part means.
 *
 * @param instances the instances in order
 * @param stackBytes the size of the stack, or 0 for the largest that a module was linked with
 * @param maxPages pages of 64 KiB that the memory may grow to, or 0 for no limit
 * @param heap who manages the heap
 * @param javaAllocates whether code in Java allocates from it
 * @param hosts modules whose imports are the host's; no name twice
 * @param bindings imports that must come from one instance
 * @param pointers what is said of exported functions; of none twice
 * @param regions address ranges to reserve; no name twice
 */
public record LinkRequest(
    List<Instance> instances,
    long stackBytes,
    int maxPages,
    HeapPolicy heap,
    boolean javaAllocates,
    List<HostModule> hosts,
    List<ImportBinding> bindings,
    List<ExportPointers> pointers,
    List<RegionRequest> regions) {
  private static final long MAX_STACK_BYTES = 1L << 32;

  /**
   * One instance of a module.
   *
   * @param name its name, not empty and without {@code !}
   * @param memory what the program says of its memory
   */
  public record Instance(String name, WasmFile module, MemoryRequest memory) {
    /**
     * @throws IllegalArgumentException if the name is empty or has a {@code !}
     */
    public Instance {
      if (name.isEmpty() || name.contains(ImageNaming.SEPARATOR)) {
        throw new IllegalArgumentException("instance name " + name + " is empty or contains !");
      }
    }
  }

  /**
   * @throws IllegalArgumentException if a size is out of range, two instances or two regions have
   *     one name, the heap or a binding names an instance that is none, or what is said of exports
   *     is of functions that are none or have no such parameters and results
   */
  public LinkRequest {
    instances = List.copyOf(instances);
    hosts = List.copyOf(hosts);
    bindings = List.copyOf(bindings);
    pointers = List.copyOf(pointers);
    regions = List.copyOf(regions);
    checkStackBytes(stackBytes);
    checkMaxPages(maxPages);
    checkUnique("instances", instances, Instance::name);
    checkUnique("host modules", hosts, HostModule::name);
    checkUnique("regions", regions, RegionRequest::importName);
    for (ImportBinding binding : bindings) {
      checkInstance(instances, binding.importer());
      checkInstance(instances, binding.exporter());
    }
    checkUnique("functions", pointers, LinkRequest::functionName);
    for (ExportPointers each : pointers) {
      checkInstance(instances, each.instance());
      checkPointers(instances, each);
    }
    if (heap instanceof HeapPolicy.Guest guest) {
      checkInstance(instances, guest.instance());
    }
  }

  static void checkStackBytes(long bytes) {
    if (bytes < 0 || bytes > MAX_STACK_BYTES) {
      throw new IllegalArgumentException("stack of " + bytes + " bytes");
    }
  }

  static void checkMaxPages(int pages) {
    if (pages < 0 || pages > Layout.MAX_PAGES) {
      throw new IllegalArgumentException("limit of " + pages + " pages");
    }
  }

  static <T> void checkUnique(String what, List<T> all, Function<T, String> name) {
    Set<String> names = new HashSet<>();
    for (T each : all) {
      if (!names.add(name.apply(each))) {
        throw new IllegalArgumentException("two " + what + " named " + name.apply(each));
      }
    }
  }

  static void checkInstance(List<Instance> instances, String name) {
    if (instances.stream().noneMatch(instance -> instance.name().equals(name))) {
      throw new IllegalArgumentException("no instance named " + name);
    }
  }

  static String functionName(ExportPointers pointers) {
    return ImageNaming.exportName(pointers.instance(), pointers.export());
  }

  private static void checkPointers(List<Instance> instances, ExportPointers said) {
    for (Instance instance : instances) {
      if (instance.name().equals(said.instance())) {
        FunctionType type = instance.module().functionExports().get(said.export());
        if (type == null) {
          throw new IllegalArgumentException(
              said.instance() + " exports no function " + said.export());
        }
        if (!said.pointers().fit(type)) {
          throw new IllegalArgumentException(
              functionName(said) + " is " + type + ", which has no such " + said.pointers());
        }
      }
    }
  }

  /** Works out everything that linking decides; problems of the modules are in the plan. */
  public LinkPlan plan() {
    return Planner.plan(this);
  }

  /**
   * Plans and links.
   *
   * @throws LinkException with all problems, if there are errors
   */
  public Image link() {
    return plan().link();
  }
}

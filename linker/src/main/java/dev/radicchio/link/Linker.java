package dev.radicchio.link;

import dev.radicchio.link.plan.ExportPointers;
import dev.radicchio.link.plan.GlobalUse;
import dev.radicchio.link.plan.HeapPolicy;
import dev.radicchio.link.plan.HostModule;
import dev.radicchio.link.plan.ImportBinding;
import dev.radicchio.link.plan.MemoryRequest;
import dev.radicchio.link.plan.Pointers;
import dev.radicchio.link.plan.RegionRequest;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.function.UnaryOperator;

/**
 * Links modules into one image with one memory, one function table and one stack.
 *
 * <pre>{@code
 * Image image = Linker.create()
 *     .add("codec", WasmFile.read("codec.wasm", codecBytes))
 *     .add("filter", WasmFile.read("filter.wasm", filterBytes))
 *     .link();
 * }</pre>
 *
 * <p>What an import means: functions and globals of the module {@code env} are those that any other
 * instance exports under the name, the first in the order in which instances were added that is not
 * weak; any other module name is the name of an instance, or else the file name of its module
 * without {@code .wasm}; every memory is the program's memory, and {@code
 * env.__indirect_function_table} the program's table. {@code GOT.mem} and {@code GOT.func} mean the
 * importing instance's own export first.
 *
 * <p>The result depends on the modules, their names and their order alone: the same input gives the
 * same bytes.
 */
public final class Linker {
  private final List<LinkRequest.Instance> instances = new ArrayList<>();
  private final Map<String, MemoryRequest> memories = new HashMap<>();
  private final Map<String, HostModule> hosts = new LinkedHashMap<>();
  private final List<ImportBinding> bindings = new ArrayList<>();
  private final List<ExportPointers> pointers = new ArrayList<>();
  private final List<RegionRequest> regions = new ArrayList<>();
  private HeapPolicy heap = new HeapPolicy.Host();
  private boolean javaAllocates;
  private long stackBytes;
  private int maxPages;

  private Linker() {}

  /** A linker without instances. */
  public static Linker create() {
    return new Linker();
  }

  /**
   * Adds one instance of a module.
   *
   * @param instance the instance's name, unlike that of all others, not empty and without {@code !}
   * @throws IllegalArgumentException if there is an instance of that name, or it is empty or has a
   *     {@code !}
   */
  public Linker add(String instance, WasmFile module) {
    LinkRequest.Instance added = new LinkRequest.Instance(instance, module, MemoryRequest.NONE);
    addUnique("instances", instances, added, LinkRequest.Instance::name);
    return this;
  }

  /**
   * Sets the size of the stack.
   *
   * @param bytes its size, or 0 (which is the default) for the largest that a module was linked
   *     with, at least 64 KiB
   * @throws IllegalArgumentException if it is negative or over 4 GiB
   */
  public Linker stackBytes(long bytes) {
    LinkRequest.checkStackBytes(bytes);
    stackBytes = bytes;
    return this;
  }

  /**
   * Limits the memory.
   *
   * @param pages pages of 64 KiB that it may grow to, or 0 (which is the default) for no limit
   * @throws IllegalArgumentException if it is negative or over 65,536
   */
  public Linker maxPages(int pages) {
    LinkRequest.checkMaxPages(pages);
    maxPages = pages;
    return this;
  }

  /**
   * Leaves imports to the host: functions and globals that are imported from a module of that name,
   * and that no instance satisfies, stay imports of the image. It imports a function for each
   * instance that does, as {@code instance!name}, so that the host knows who calls: whose memory it
   * is to read, and whose exports to call.
   *
   * <p>What a module imports weakly need not be there, so that it is not asked of the host; see
   * {@link #host(String, Collection)}.
   *
   * @param module the first of an import's two names, such as {@code wasi_snapshot_preview1}
   */
  public Linker host(String module) {
    return host(module, List.of());
  }

  /**
   * Leaves imports to the host as {@link #host(String)} does, some weak ones as well.
   *
   * @param weak the second names of functions that the host has for modules that import them weakly
   */
  public Linker host(String module, Collection<String> weak) {
    hosts.put(module, new HostModule(module, true, List.copyOf(weak)));
    return this;
  }

  /**
   * Leaves imports to the host as {@link #host} does, under the names that the modules have, once
   * for all instances: for other engines, whose WASI has no other names. Such a host cannot tell
   * who calls. An instance that sees another memory than the program's imports its own functions
   * all the same.
   */
  public Linker hostByName(String module) {
    hosts.put(module, new HostModule(module, false, List.of()));
    return this;
  }

  /**
   * Sets who manages the heap; {@link HeapPolicy.Host} is the default.
   *
   * <p>With a heap in Java, the image imports {@code instance!malloc} and so on from {@link
   * dev.radicchio.link.plan.ImageNaming#HEAP_MODULE}, which {@code LinkedProgram} provides.
   */
  public Linker heap(HeapPolicy policy) {
    heap = policy;
    return this;
  }

  /**
   * Says that code in Java allocates from the program's heap and hands what it gets to guests, or
   * frees what they hand out. The image is the same; but an instance that keeps an allocator of its
   * own is then a warning even where no other instance uses the heap.
   */
  public Linker javaAllocates() {
    javaAllocates = true;
    return this;
  }

  /**
   * Reserves an address range for guests and Java to share. Guests get its address by importing it,
   * as an immutable {@code i32} global or as the address of a data symbol.
   *
   * @param importName both names of the import with a dot between them, such as {@code
   *     mem.data_offset}
   * @param bytes its size, 1 at least
   * @param alignment a power of two that its address is a multiple of
   * @throws IllegalArgumentException if the size or the alignment is none, or there is a region of
   *     that name
   */
  public Linker region(String importName, long bytes, int alignment) {
    RegionRequest added = new RegionRequest(importName, bytes, alignment);
    addUnique("regions", regions, added, RegionRequest::importName);
    return this;
  }

  /**
   * Says which parameters and results of an exported function are addresses. Where an instance
   * calls it that has other addresses, because one of the two is rebased, these are translated; of
   * what nothing is said is passed as it is, with a warning.
   *
   * @param instance the instance that exports the function, or passes it on
   * @param export its name there
   * @param addresses which are addresses; {@link Pointers#NONE} if none is
   * @throws IllegalArgumentException if that has been said of the function already
   */
  public Linker pointers(String instance, String export, Pointers addresses) {
    ExportPointers added = new ExportPointers(instance, export, addresses);
    addUnique("functions", pointers, added, LinkRequest::functionName);
    return this;
  }

  private static <T> void addUnique(String what, List<T> all, T added, Function<T, String> name) {
    List<T> more = new ArrayList<>(all);
    more.add(added);
    LinkRequest.checkUnique(what, more, name);
    all.add(added);
  }

  /**
   * Chooses the instance that an import comes from, where the order of instances is not enough.
   *
   * @param instance the instance that imports
   * @param importName both names of the import with a dot between them, such as {@code env.log};
   *     for a symbol of a module with relocations, or one in the {@code GOT}, {@code env.} and its
   *     name
   * @param exporter the instance to take it from, which may be added later
   */
  public Linker bind(String instance, String importName, String exporter) {
    bindings.add(new ImportBinding(instance, importName, exporter));
    return this;
  }

  /**
   * Asserts where the data of an instance is; it is an error if it is elsewhere. Of an absolute
   * module it also says that numbers in its code that are lower are no addresses; without it, such
   * a module occupies all memory from the lowest number on that may be one.
   *
   * @param address the first address of its static data, or of what an absolute module occupies
   */
  public Linker base(String instance, long address) {
    return memory(instance, asked -> asked.withBase(address));
  }

  /**
   * Says how much memory an instance may use that cannot be moved and that neither asks for the
   * memory's size nor grows it, but leaves that to its host. Without it, nothing may lie above such
   * an instance if it may use more than it was linked with.
   *
   * @param pages pages of 64 KiB, counted from address 0; it is an error if they are fewer than it
   *     was linked with, or more than a memory has
   */
  public Linker pages(String instance, int pages) {
    return memory(instance, asked -> asked.withPages(pages));
  }

  /**
   * Says by how much the memory of an instance may grow that is rebased, or that has a range of its
   * own because others lie above it; {@code memory.grow} returns -1 beyond that. Without it, it is
   * as much as the instance starts with, and 256 pages at least, or what its module declares if
   * that is less; one that only uses the pages that it gets grows at the end of the program's
   * memory instead, without such a limit, unless another takes what is there.
   *
   * @param pages pages of 64 KiB, which the program's memory has from the start
   * @throws IllegalArgumentException if they are negative or over 65,536
   */
  public Linker growPages(String instance, int pages) {
    return memory(instance, asked -> asked.withGrowPages(pages));
  }

  /**
   * Lets an instance that is rebased reach what lies below its base, which adds instructions to
   * each of its accesses. Without it, such an access traps.
   */
  public Linker reachBelow(String instance) {
    return memory(instance, MemoryRequest::withReachBelow);
  }

  /**
   * Says what an {@code i32} global holds that an instance exports. That matters where an instance
   * of another base imports it: an address is then another number there, and one that is mutable
   * cannot be shared. Without it, such an import is an error.
   *
   * @param export the name of the global, which may be none of the instance's
   */
  public Linker global(String instance, String export, GlobalUse use) {
    return memory(instance, asked -> asked.withGlobal(export, use));
  }

  private Linker memory(String instance, UnaryOperator<MemoryRequest> change) {
    memories.put(instance, change.apply(memories.getOrDefault(instance, MemoryRequest.NONE)));
    return this;
  }

  /**
   * What was asked for.
   *
   * @throws IllegalArgumentException if {@link #bind}, {@link #heap}, {@link #pointers}, or what
   *     sets the memory of an instance named an instance that was not added; or {@link #pointers} a
   *     function that the instance does not export, or that has no such parameters and results
   */
  public LinkRequest request() {
    memories.keySet().forEach(name -> LinkRequest.checkInstance(instances, name));
    return new LinkRequest(
        instances.stream().map(this::withMemory).toList(),
        stackBytes,
        maxPages,
        heap,
        javaAllocates,
        List.copyOf(hosts.values()),
        bindings,
        pointers,
        regions);
  }

  private LinkRequest.Instance withMemory(LinkRequest.Instance instance) {
    return new LinkRequest.Instance(
        instance.name(),
        instance.module(),
        memories.getOrDefault(instance.name(), MemoryRequest.NONE));
  }

  /**
   * Works out everything that linking decides; problems of the modules are in the plan.
   *
   * @throws IllegalArgumentException as {@link #request} does
   */
  public LinkPlan plan() {
    return request().plan();
  }

  /**
   * Plans and links.
   *
   * @throws IllegalArgumentException as {@link #request} does
   * @throws LinkException with all problems, if there are errors
   */
  public Image link() {
    return request().link();
  }
}

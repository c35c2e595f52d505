package dev.radicchio.link;

import dev.radicchio.binary.ExternType;
import dev.radicchio.binary.FunctionType;
import dev.radicchio.link.allocator.HeapUse;
import dev.radicchio.link.bind.FunctionBinder;
import dev.radicchio.link.bind.GlobalBinder;
import dev.radicchio.link.bind.InitializationOrder;
import dev.radicchio.link.bind.MemoryView;
import dev.radicchio.link.bind.Program;
import dev.radicchio.link.bind.Program.ImageGlobal;
import dev.radicchio.link.bind.Program.ImageTable;
import dev.radicchio.link.bind.Program.ImageTag;
import dev.radicchio.link.bind.StackPointers;
import dev.radicchio.link.bind.TableBinder;
import dev.radicchio.link.bind.TagBinder;
import dev.radicchio.link.input.InstancePlan;
import dev.radicchio.link.input.Relocatability;
import dev.radicchio.link.place.Addresses;
import dev.radicchio.link.place.DataSymbolCheck;
import dev.radicchio.link.place.MemoryLayout;
import dev.radicchio.link.place.PointerScan;
import dev.radicchio.link.place.TableLayout;
import dev.radicchio.link.plan.HeapLayout;
import dev.radicchio.link.plan.HostImport;
import dev.radicchio.link.plan.Layout;
import dev.radicchio.link.problem.Problem;
import dev.radicchio.link.problem.ProblemCode;
import dev.radicchio.link.resolve.ExportLookup;
import dev.radicchio.link.resolve.NeededLibraries;
import dev.radicchio.link.resolve.ResolvedImports;
import dev.radicchio.link.resolve.TypePool;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * Plans a program: numbers what every instance defines, resolves every import, lays out memory and
 * table, and works out the value of every address. {@link #plan} reads as the list of these stages.
 */
public final class Planner {
  private final LinkRequest request;
  private final boolean alone;
  private final long firstData;
  private final List<InstancePlan> instances = new ArrayList<>();
  private final List<Problem> problems = new ArrayList<>();
  private final TypePool types = new TypePool();
  private final List<ImageTable> tables = new ArrayList<>();
  private final List<ImageTag> tags = new ArrayList<>();
  private final List<ImageGlobal> globals = new ArrayList<>();

  /**
   * @param alone whether this is one module that is only moved
   * @param firstData where the data of the first instance must be, or -1
   */
  private Planner(LinkRequest request, boolean alone, long firstData) {
    this.request = request;
    this.alone = alone;
    this.firstData = firstData;
    for (LinkRequest.Instance asked : request.instances()) {
      InstancePlan instance = new InstancePlan(asked.name(), asked.module(), types);
      instance.base = asked.base().orElse(-1);
      instance.pages = asked.pages();
      instances.add(instance);
    }
  }

  /** Plans a program. */
  static LinkPlan plan(LinkRequest request) {
    return new Planner(request, false, -1).plan();
  }

  /** Plans one module as a module again: exports keep their names, and imports stay imports. */
  static LinkPlan move(WasmFile module, long base) {
    return new Planner(Linker.create().add("alone", module).request(), true, base).plan();
  }

  private LinkPlan plan() {
    ExportLookup lookup =
        new ExportLookup(
            instances, request.hosts(), request.bindings(), request.heap(), alone, problems);
    HeapUse heap = new HeapUse(instances, request.heap(), problems);
    if (!alone) {
      heap.replaceAllocators();
    }
    if (!alone) {
      new NeededLibraries(instances, problems).check();
    }
    numberTags();
    ResolvedImports resolved = new ResolvedImports(instances);
    new TagBinder(instances, lookup, resolved, problems).bind();
    List<HostImport> hostImports = new ArrayList<>();
    FunctionBinder functions =
        new FunctionBinder(instances, lookup, types, hostImports, resolved, problems);
    functions.bind();
    if (!alone) {
      heap.warnOfKept(lookup, request.javaAllocates());
    }
    TableBinder tableBinder = new TableBinder(instances, lookup, tables, resolved, problems);
    tableBinder.bind();
    MemoryLayout memory =
        MemoryLayout.of(instances, request.stackBytes(), firstData, request.regions(), problems);
    HeapLayout heapLayout = heap.layout(memory, functions.usesHeap());
    TableLayout table = TableLayout.of(instances, functions, problems);
    int tableSlots = tableBinder.share(table.slots().size());
    Addresses addresses = new Addresses(lookup, memory);
    new GlobalBinder(
            instances,
            lookup,
            functions,
            addresses,
            memory,
            table,
            globals,
            hostImports,
            resolved,
            problems)
        .bind();
    new DataSymbolCheck(addresses, resolved, problems).check(instances);
    MemoryView.giveTo(instances, memory, functions, types, globals);
    warnOfPointers();
    checkBases();
    checkPages();
    List<Integer> initializers = InitializationOrder.of(instances, lookup, problems);
    List<Integer> stackPointers = StackPointers.find(instances, globals, problems);
    Layout layout = layout(memory, tableSlots, addresses, heapLayout, stackPointers);
    checkSize(layout);
    int emptyType = types.add(new FunctionType(List.of(), List.of()));
    sortProblems();
    Program program =
        new Program(
            instances,
            addresses,
            types,
            emptyType,
            functions.hosts(),
            functions.synthetic(),
            globals,
            tables,
            tags,
            table.slots(),
            initializers,
            alone);
    return new LinkPlan(program, layout, hostImports, resolved.sorted(), problems);
  }

  private void numberTags() {
    for (InstancePlan instance : instances) {
      List<ExternType.Tag> all = instance.module.binary().tags();
      for (int i = instance.module.binary().imported(ExternType.Kind.TAG); i < all.size(); i++) {
        instance.tags[i] = tags.size();
        tags.add(new ImageTag(instance.types[all.get(i).typeIndex()]));
      }
    }
  }

  private void warnOfPointers() {
    for (InstancePlan instance : instances) {
      problems.addAll(PointerScan.of(instance));
    }
  }

  private void checkBases() {
    for (InstancePlan instance : instances) {
      long base = instance.base;
      if (base >= 0 && base != instance.dataStart) {
        String file = instance.file.name();
        problems.add(
            instance.module.relocatability() instanceof Relocatability.Absolute
                ? ProblemCode.OTHER_BASE_OF_ABSOLUTE.of(
                    instance.name, file, instance.dataStart, base, base, base)
                : ProblemCode.OTHER_BASE.of(instance.name, file, instance.dataStart, base));
      }
    }
  }

  private void checkPages() {
    for (InstancePlan instance : instances) {
      if (instance.pages.isPresent()) {
        int pages = instance.pages.getAsInt();
        String reason = reasonAgainst(pages, instance);
        if (reason != null) {
          problems.add(
              ProblemCode.PAGES_NOT_POSSIBLE.of(
                  instance.name, instance.file.name(), pages, reason));
        }
      }
    }
  }

  private static @Nullable String reasonAgainst(int pages, InstancePlan instance) {
    if (!(instance.module.relocatability() instanceof Relocatability.Absolute absolute)) {
      return "it is " + instance.file.relocationModel() + " and not absolute";
    }
    if (absolute.above() == Relocatability.Above.TAKES || instance.growsMemory()) {
      return "it asks for the memory's size or grows it, and so takes what it likes";
    }
    if (pages > Layout.MAX_PAGES) {
      return "a memory has at most " + Layout.MAX_PAGES;
    }
    return pages * (long) Layout.PAGE_BYTES < absolute.end()
        ? String.format(Locale.ROOT, "it was linked with memory up to 0x%x", absolute.end())
        : null;
  }

  private Layout layout(
      MemoryLayout memory,
      int tableSlots,
      Addresses addresses,
      HeapLayout heap,
      List<Integer> stackPointers) {
    return new Layout(
        memory.stack().start(),
        memory.stack().end(),
        memory.heapBase(),
        heap,
        memory.initialPages(),
        request.maxPages(),
        tableSlots,
        memory.regions(),
        instances.stream().map(instance -> instance.layout(addresses)).toList(),
        stackPointers);
  }

  private void checkSize(Layout layout) {
    if (request.maxPages() > 0 && layout.initialPages() > request.maxPages()) {
      problems.add(ProblemCode.OVER_MAX_PAGES.of(null, layout.initialPages(), request.maxPages()));
    }
  }

  /** By instance; those of the program first. */
  private void sortProblems() {
    List<String> order = instances.stream().map(instance -> instance.name).toList();
    problems.sort(Comparator.comparingInt(problem -> order.indexOf(problem.instance())));
  }
}

package dev.radicchio.link;

import dev.radicchio.binary.ExternType;
import dev.radicchio.link.Program.ImageGlobal;
import dev.radicchio.link.Program.ImageTable;
import dev.radicchio.link.Program.ImageTag;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * Plans a program: numbers what every instance defines, resolves every import, lays out memory and
 * table, and works out the value of every address. {@link #plan} reads as the list of these stages.
 */
final class Planner {
  /**
   * What the user asked for.
   *
   * @param alone whether this is one module that is only moved
   * @param firstData where the data of the first instance must be, or -1
   */
  record Options(long stackBytes, int maxPages, boolean alone, long firstData) {}

  private final Options options;
  private final List<InstancePlan> instances = new ArrayList<>();
  private final List<Problem> problems = new ArrayList<>();
  private final TypePool types = new TypePool();
  private final List<ImageTable> tables = new ArrayList<>();
  private final List<ImageTag> tags = new ArrayList<>();
  private final List<ImageGlobal> globals = new ArrayList<>();

  Planner(List<Linker.Entry> entries, Options options) {
    this.options = options;
    for (Linker.Entry entry : entries) {
      instances.add(new InstancePlan(entry.name(), entry.file(), types));
    }
  }

  LinkPlan plan() {
    ExportLookup lookup = new ExportLookup(instances);
    numberTags();
    new TagBinder(instances, lookup, problems).bind();
    FunctionBinder functions = new FunctionBinder(instances, lookup, options.alone(), problems);
    functions.bind();
    new TableBinder(instances, lookup, tables, problems).bind();
    MemoryLayout memory =
        MemoryLayout.of(instances, options.stackBytes(), options.firstData(), problems);
    TableLayout table = TableLayout.of(instances, lookup, problems);
    shareTable(table.slots().size());
    Addresses addresses = new Addresses(lookup, memory);
    new GlobalBinder(instances, lookup, addresses, memory, table, globals, problems).bind();
    List<Integer> initializers = InitializationOrder.of(instances, lookup);
    Layout layout = layout(memory, table);
    checkSize(layout);
    int emptyType = types.addEmptyFunction();
    sortProblems();
    Program program =
        new Program(
            instances,
            addresses,
            types,
            emptyType,
            functions.hosts(),
            functions.traps(),
            globals,
            tables,
            tags,
            table.slots(),
            initializers,
            options.alone());
    return new LinkPlan(program, layout, problems);
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

  private void shareTable(int slots) {
    if (!tables.isEmpty() && tables.get(0) instanceof ImageTable.Shared) {
      tables.set(0, new ImageTable.Shared(slots));
    }
  }

  private Layout layout(MemoryLayout memory, TableLayout table) {
    return new Layout(
        memory.stack().start(),
        memory.stack().end(),
        memory.heapBase(),
        memory.initialPages(),
        options.maxPages(),
        table.slots().size(),
        memory.regions(),
        instances.stream().map(InstancePlan::layout).toList());
  }

  private void checkSize(Layout layout) {
    if (options.maxPages() > 0 && layout.initialPages() > options.maxPages()) {
      problems.add(
          Problem.error(
              null,
              "the program needs "
                  + layout.initialPages()
                  + " pages of 64 KiB to start with and may have "
                  + options.maxPages()
                  + "; raise maxPages, or make the stack smaller"));
    }
  }

  /** By instance; those of the program first. */
  private void sortProblems() {
    List<String> order = instances.stream().map(instance -> instance.name).toList();
    problems.sort(Comparator.comparingInt(problem -> order.indexOf(problem.instance())));
  }
}

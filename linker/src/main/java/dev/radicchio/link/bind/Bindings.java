package dev.radicchio.link.bind;

import dev.radicchio.binary.FunctionType;
import dev.radicchio.link.allocator.Allocation;
import dev.radicchio.link.input.Instance;
import dev.radicchio.link.place.Memory;
import dev.radicchio.link.place.Placement;
import dev.radicchio.link.plan.HostImport;
import dev.radicchio.link.plan.ResolvedImport;
import dev.radicchio.link.problem.Problem;
import dev.radicchio.link.resolve.Adapter;
import dev.radicchio.link.resolve.Dependencies;
import dev.radicchio.link.resolve.Functions;
import dev.radicchio.link.resolve.ImageTypes;
import dev.radicchio.link.resolve.Resolution;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.SortedMap;
import java.util.function.IntUnaryOperator;

/**
 * What the image has, and which of it everything of each instance is: from here on no index
 * changes. In the image, function indices count host functions first, then the defined functions of
 * each instance in order, then those that linking makes; the initializer is last. Global indices
 * count host globals first.
 *
 * @param instances what everything of each instance is in the image, by its number
 * @param types the types of the image; block types may need more
 * @param emptyType index of the type without parameters and results
 * @param synthetic functions that linking makes
 * @param globals the globals of the image
 * @param constants those that stand for what is constant in code and exported, by their values
 * @param stackPointers those that are stack pointers, by index
 * @param tables the tables of the image
 * @param tableSlots how many slots the program's table has to start with
 * @param tags the tags of the image, by their types
 * @param tagsOfLanguages those that languages define, by their names
 * @param initializers functions to call in order before anything else
 * @param hostImports the globals that the host has to have, by instance
 * @param imports where everything comes from that an instance does not have itself, but functions
 * @param problems what cannot be bound
 */
public record Bindings(
    List<InstanceBindings> instances,
    ImageTypes types,
    int emptyType,
    List<SyntheticFunction> synthetic,
    List<ImageGlobal> globals,
    Map<Integer, Integer> constants,
    List<Integer> stackPointers,
    List<ImageTable> tables,
    int tableSlots,
    List<Integer> tags,
    SortedMap<String, Integer> tagsOfLanguages,
    List<Integer> initializers,
    List<HostImport> hostImports,
    List<ResolvedImport> imports,
    List<Problem> problems) {
  /** Binds everything. */
  public static Bindings of(Allocation allocation, Resolution resolution, Placement placement) {
    List<Instance> instances = allocation.instances();
    Functions functions = resolution.functions();
    ImageTypes types = resolution.types().copy();
    TagBinder.Tags tags = TagBinder.bind(instances, resolution.symbols(), types);
    TableBinder.Tables tables =
        TableBinder.bind(instances, resolution.symbols(), placement.table().slots().size());
    GlobalBinder.Globals globals = GlobalBinder.bind(instances, resolution, placement);
    List<SyntheticFunction> synthetic = new ArrayList<>();
    functions.traps().forEach(type -> synthetic.add(new SyntheticFunction.Trap(type)));
    functions
        .adapters()
        .forEach(adapter -> synthetic.add(adapter(adapter, resolution, placement.memory())));
    OwnMemorySize.All sizes =
        OwnMemorySize.of(
            allocation,
            placement.memory(),
            types,
            globals.all().size(),
            functions.firstTrap() + synthetic.size());
    synthetic.addAll(sizes.functions());
    List<ImageGlobal> allGlobals = new ArrayList<>(globals.all());
    allGlobals.addAll(sizes.globals());
    ExportedConstants constants =
        ExportedConstants.of(instances, globals.bindings(), allGlobals.size());
    allGlobals.addAll(constants.globals());
    Dependencies dependencies = new Dependencies(instances, resolution.symbols());
    StackPointers.Found stackPointers =
        StackPointers.find(instances, functions, placement.table(), globals);
    List<ResolvedImport> imports = new ArrayList<>(tags.imports());
    imports.addAll(tables.imports());
    imports.addAll(globals.imports());
    List<Problem> problems = new ArrayList<>(tags.problems());
    problems.addAll(tables.problems());
    problems.addAll(globals.problems());
    problems.addAll(CircleCheck.warnings(allocation, dependencies, functions));
    problems.addAll(CommandCheck.warnings(allocation));
    problems.addAll(stackPointers.problems());
    return new Bindings(
        instances.stream()
            .map(
                instance ->
                    new InstanceBindings(
                        tables.indices().get(instance.number()),
                        tables.functionTable(instance),
                        tags.indices().get(instance.number()),
                        globals.bindings().get(instance.number()),
                        sizes.ofInstances().get(instance.number())))
            .toList(),
        types,
        types.add(new FunctionType(List.of(), List.of())),
        synthetic,
        allGlobals,
        constants.indices(),
        stackPointers.globals(),
        tables.all(),
        tables.slots(),
        tags.types(),
        tags.ofLanguages(),
        InitializationOrder.of(dependencies, functions),
        globals.hostImports(),
        imports,
        problems);
  }

  private static SyntheticFunction adapter(Adapter adapter, Resolution resolution, Memory memory) {
    Instance owner = adapter.owner();
    Functions functions = resolution.functions();
    int type = resolution.types().ofFunction(owner, adapter.function());
    long callerBase = memory.base(adapter.caller());
    long ownerBase = memory.base(owner);
    Adapter.Cell cell = adapter.cell();
    if (cell != null) {
      return new SyntheticFunction.StoringAdapter(
          type,
          functions.called(adapter),
          functions.of(owner, cell.malloc()),
          functions.of(owner, cell.free()),
          callerBase,
          ownerBase);
    }
    FunctionType signature = owner.binary().functionType(adapter.function());
    IntUnaryOperator typeIndex = resolution.types().of(owner);
    return new SyntheticFunction.Adapter(
        type,
        new FunctionType(
            signature.params().stream().map(each -> each.mapped(typeIndex)).toList(),
            signature.results().stream().map(each -> each.mapped(typeIndex)).toList()),
        functions.called(adapter),
        (int) (callerBase - ownerBase),
        adapter.pointers());
  }

  /** The index in the image of a global that an instance exports. */
  public int exportedGlobal(Instance instance, int global) {
    GlobalBinding binding = of(instance).global(global);
    if (binding instanceof GlobalBinding.Constant constant) {
      return Objects.requireNonNull(constants.get(constant.value()), "all that are exported");
    }
    return ((GlobalBinding.Index) binding).index();
  }

  /** What everything of an instance is in the image. */
  public InstanceBindings of(Instance instance) {
    return instances.get(instance.number());
  }
}

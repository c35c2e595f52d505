package dev.radicchio.link.bind;

import dev.radicchio.binary.Export;
import dev.radicchio.binary.ExternType;
import dev.radicchio.binary.Import;
import dev.radicchio.binary.Symbol;
import dev.radicchio.binary.ValType;
import dev.radicchio.binary.WasmBinary;
import dev.radicchio.link.bind.GlobalBinding.Constant;
import dev.radicchio.link.bind.GlobalBinding.Index;
import dev.radicchio.link.bind.Program.ImageGlobal;
import dev.radicchio.link.input.InputModule;
import dev.radicchio.link.input.InstancePlan;
import dev.radicchio.link.input.Relocatability;
import dev.radicchio.link.input.Relocatability.PicStatic;
import dev.radicchio.link.input.Relocs;
import dev.radicchio.link.input.StackUse;
import dev.radicchio.link.place.Addresses;
import dev.radicchio.link.place.MemoryLayout;
import dev.radicchio.link.place.TableLayout;
import dev.radicchio.link.plan.HostImport;
import dev.radicchio.link.plan.ResolvedImport.Kind;
import dev.radicchio.link.plan.ResolvedImport.Origin;
import dev.radicchio.link.problem.Problem;
import dev.radicchio.link.problem.ProblemCode;
import dev.radicchio.link.resolve.ExportLookup;
import dev.radicchio.link.resolve.ExportLookup.Found;
import dev.radicchio.link.resolve.ResolvedImports;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;

/**
 * Decides what every global of every instance is in the image: the stack pointer that all share, a
 * constant where it holds an address that linking has fixed, or a global of its own.
 */
public final class GlobalBinder {
  /** Through how many instances an import is followed. */
  private static final int MAX_HOPS = 100;

  public static final String GOT_MEM = "GOT.mem";

  /** What names of globals begin with that a linker made for entries of the GOT. */
  public static final String INTERNAL_DATA = "GOT.data.internal.";

  private final List<InstancePlan> instances;
  private final ExportLookup lookup;
  private final FunctionBinder functions;
  private final TableLayout table;
  private final Addresses addresses;
  private final MemoryLayout memory;
  private final List<ImageGlobal> globals;
  private final List<HostImport> hostImports;
  private final ResolvedImports resolved;
  private final List<Problem> problems;
  private Index stackPointer = new Index(0);

  public GlobalBinder(
      List<InstancePlan> instances,
      ExportLookup lookup,
      FunctionBinder functions,
      Addresses addresses,
      MemoryLayout memory,
      TableLayout table,
      List<ImageGlobal> globals,
      List<HostImport> hostImports,
      ResolvedImports resolved,
      List<Problem> problems) {
    this.instances = instances;
    this.lookup = lookup;
    this.functions = functions;
    this.table = table;
    this.memory = memory;
    this.addresses = addresses;
    this.globals = globals;
    this.hostImports = hostImports;
    this.resolved = resolved;
    this.problems = problems;
  }

  public void bind() {
    instances.forEach(this::addHosts);
    globals.add(new ImageGlobal.StackPointer(memory.stack().end()));
    stackPointer = new Index(globals.size() - 1);
    for (InstancePlan instance : instances) {
      int imported = instance.module.binary().imported(ExternType.Kind.GLOBAL);
      for (int global = imported; global < instance.globals.length; global++) {
        instance.globals[global] = defined(instance, global);
      }
    }
    for (InstancePlan instance : instances) {
      List<Import> imports = instance.module.binary().imports(ExternType.Kind.GLOBAL);
      for (int global = 0; global < imports.size(); global++) {
        instance.globals[global] = imported(instance, global, imports.get(global), new HashSet<>());
        if (instance.globals[global] instanceof Constant
            && instance.module.scan().writesGlobal(global)) {
          problems.add(
              ProblemCode.ADDRESS_WRITTEN.of(
                  instance.name, instance.file.name(), imports.get(global).qualifiedName()));
        }
      }
    }
  }

  /** What no instance defines stays an import, and imports come before all other globals. */
  private void addHosts(InstancePlan instance) {
    List<Import> imports = instance.module.binary().imports(ExternType.Kind.GLOBAL);
    for (int global = 0; global < imports.size(); global++) {
      Import imported = imports.get(global);
      if (isHost(instance, imported)) {
        instance.globals[global] = new Index(globals.size());
        globals.add(new ImageGlobal.Host(instance, global));
        hostImports.add(
            new HostImport(
                instance.name, instance.file.name(), imported.module(), imported.name(), null));
        resolved.add(instance, Kind.GLOBAL, imported, new Origin.Host());
      }
    }
  }

  private boolean isHost(InstancePlan instance, Import imported) {
    return lookup.isHost(imported)
        && !imported.module().equals(GOT_MEM)
        && !imported.module().equals(TableLayout.GOT_FUNC)
        && !isStackPointer(imported)
        && linkerDefined(instance, imported).isEmpty()
        && lookup.find(instance, imported).isEmpty();
  }

  private GlobalBinding defined(InstancePlan instance, int global) {
    Relocatability model = instance.module.relocatability();
    if (model instanceof Relocs relocs) {
      if (global == relocs.stackPointer()) {
        return stackPointer;
      }
      OptionalInt linked = instance.module.globalValue(global);
      if (relocs.isTlsBase(global) && linked.isPresent()) {
        return address(instance, global, linked.getAsInt() + (int) instance.distance);
      }
      Symbol symbol = instance.module.gotEntry(global);
      if (symbol != null) {
        return address(instance, global, gotValue(instance, relocs, symbol));
      }
    }
    OptionalInt foreign = leftOpen(instance, global);
    if (foreign.isPresent()) {
      return address(instance, global, foreign.getAsInt());
    }
    if (model instanceof PicStatic) {
      OptionalInt moved = moved(instance, global);
      if (moved.isPresent()) {
        return address(instance, global, moved.getAsInt());
      }
      if (instance.module.isNamedStackPointer(global)) {
        return stackPointer;
      }
    }
    boolean addressExports =
        model instanceof Relocs
            || model instanceof Relocatability.Dylink
            || model instanceof PicStatic;
    if (addressExports) {
      for (Export export : instance.module.binary().exports()) {
        if (export.kind() == ExternType.Kind.GLOBAL && export.index() == global) {
          OptionalInt address = addresses.exported(new Found(instance, export));
          if (address.isPresent()) {
            return new Constant(address.getAsInt());
          }
        }
      }
    }
    boolean unexplained =
        model instanceof Relocs relocs
            ? mayBeAddress(instance, relocs, global)
            : model instanceof PicStatic picStatic && mayBeAddress(instance, picStatic, global);
    if (unexplained) {
      problems.add(
          ProblemCode.GLOBAL_WITHOUT_SYMBOL.of(instance.name, instance.file.name(), global));
    }
    globals.add(new ImageGlobal.Defined(instance, global));
    return new Index(globals.size() - 1);
  }

  /** The address in the program that an internal GOT entry of static PIC holds. */
  private OptionalInt moved(InstancePlan instance, int global) {
    String name = instance.module.names().globals().getOrDefault(global, "");
    OptionalInt linked = instance.module.globalValue(global);
    if (linked.isPresent() && name.equals("__tls_base")) {
      return OptionalInt.of(linked.getAsInt() + (int) instance.distance);
    }
    if (!name.startsWith(INTERNAL_DATA) || linked.isEmpty() || name.endsWith(".__table_base")) {
      return OptionalInt.empty();
    }
    String symbol = name.substring(INTERNAL_DATA.length());
    if (symbol.startsWith("__stack_")) {
      return addresses.linkerDefined(instance, symbol);
    }
    boolean undefined = linked.getAsInt() == 0 && !name.equals(PicStatic.MEMORY_BASE);
    return undefined ? linked : OptionalInt.of(linked.getAsInt() + (int) instance.distance);
  }

  /**
   * The address that another instance has for an internal GOT entry without relocations, which
   * static linking left at 0 because it did not know the symbol; empty for any other global.
   */
  private OptionalInt leftOpen(InstancePlan instance, int global) {
    String name = instance.module.names().globals().getOrDefault(global, "");
    return name.startsWith(INTERNAL_DATA)
            && instance.module.globalValue(global).equals(OptionalInt.of(0))
        ? addresses.foreign(instance, name.substring(INTERNAL_DATA.length()))
        : OptionalInt.empty();
  }

  private int gotValue(InstancePlan instance, Relocs relocs, Symbol symbol) {
    if (symbol.kind() == Symbol.Kind.FUNCTION) {
      return instance.slots[symbol.index()];
    }
    return addresses.of(instance, relocs, symbol).orElse(0);
  }

  private GlobalBinding address(InstancePlan instance, int global, int value) {
    if (!instance.module.scan().writesGlobal(global)) {
      return new Constant(value);
    }
    globals.add(new ImageGlobal.Cell(value));
    return new Index(globals.size() - 1);
  }

  /** Whether a global that no symbol explains has an initial value that points into what moves. */
  private static boolean mayBeAddress(InstancePlan instance, Relocs relocs, int global) {
    boolean known =
        relocs.symbols().stream()
            .anyMatch(symbol -> symbol.kind() == Symbol.Kind.GLOBAL && symbol.index() == global);
    return !known && pointsInto(instance, global, relocs.dataStart(), relocs.dataEnd());
  }

  private static boolean mayBeAddress(InstancePlan instance, PicStatic picStatic, int global) {
    boolean slot = instance.module.names().globals().getOrDefault(global, "").startsWith("GOT.");
    return !slot && pointsInto(instance, global, picStatic.start(), picStatic.end());
  }

  private static boolean pointsInto(InstancePlan instance, int global, long start, long end) {
    OptionalInt value = instance.module.globalValue(global);
    return instance.module.scan().usesGlobal(global)
        && value.isPresent()
        && Integer.toUnsignedLong(value.getAsInt()) >= Math.max(1, start)
        && Integer.toUnsignedLong(value.getAsInt()) <= end;
  }

  private GlobalBinding imported(
      InstancePlan instance, int global, Import imported, Set<Found> onTheWay) {
    ExternType.Global type = instance.module.binary().globals().get(global);
    switch (imported.module()) {
      case GOT_MEM -> {
        return address(instance, global, gotMem(instance, imported));
      }
      case TableLayout.GOT_FUNC -> {
        return address(instance, global, gotFunc(instance, imported));
      }
      default -> {}
    }
    if (isStackPointer(imported)) {
      return stackPointer;
    }
    OptionalInt linker = linkerDefined(instance, imported);
    if (linker.isPresent()) {
      addRegion(instance, imported);
      return address(instance, global, linker.getAsInt());
    }
    Optional<Found> found = lookup.find(instance, imported);
    if (found.isPresent() && onTheWay.size() < MAX_HOPS && onTheWay.add(found.get())) {
      if (onTheWay.size() == 1) {
        resolved.add(instance, Kind.GLOBAL, imported, found.get());
      }
      return exported(instance, imported, type, found.get(), onTheWay);
    }
    if (found.isEmpty() && lookup.isHost(imported)) {
      return instance.globals[global];
    }
    problems.add(
        lookup.unresolved(
            instance,
            imported,
            "(" + (type.mutable() ? "mutable " : "") + type.type() + " global)"));
    return new Constant(0);
  }

  /** Whether an import is that of the program's stack pointer. */
  public static boolean isStackPointer(Import imported) {
    return imported.module().equals(ExportLookup.FLAT)
        && imported.name().equals(InputModule.STACK_POINTER)
        && imported.type().equals(StackUse.POINTER);
  }

  /** The value of an address that linkers define under a name of their own. */
  private OptionalInt linkerDefined(InstancePlan instance, Import imported) {
    if (!(imported.type() instanceof ExternType.Global global)
        || !global.type().equals(ValType.I32)) {
      return OptionalInt.empty();
    }
    return imported.module().equals(ExportLookup.FLAT)
        ? addresses.linkerDefined(instance, imported.name())
        : addresses.requested(imported);
  }

  private GlobalBinding exported(
      InstancePlan instance,
      Import imported,
      ExternType.Global type,
      Found found,
      Set<Found> onTheWay) {
    InstancePlan owner = found.instance();
    int global = found.export().index();
    WasmBinary module = owner.module.binary();
    if (!module.globals().get(global).equals(type)) {
      problems.add(
          ProblemCode.GLOBAL_TYPE_MISMATCH.of(
              instance.name,
              instance.file.name(),
              imported.qualifiedName(),
              describe(type),
              owner.file.name(),
              describe(module.globals().get(global))));
    }
    if (global >= module.imported(ExternType.Kind.GLOBAL)) {
      return owner.globals[global];
    }
    Import next = module.imports(ExternType.Kind.GLOBAL).get(global);
    return imported(owner, global, next, onTheWay);
  }

  private static String describe(ExternType.Global type) {
    return type.type() + (type.mutable() ? " (mutable)" : "");
  }

  private int gotMem(InstancePlan instance, Import imported) {
    OptionalInt linker = addresses.linkerDefined(instance, imported.name());
    if (linker.isPresent()) {
      addRegion(instance, imported);
      return linker.getAsInt();
    }
    Optional<Found> found = lookup.findForGot(instance, imported.name(), ExternType.Kind.GLOBAL);
    OptionalInt address = found.isPresent() ? addresses.exported(found.get()) : OptionalInt.empty();
    if (address.isEmpty() && !FunctionBinder.isWeak(instance, imported)) {
      problems.add(lookup.unresolvedEntry(instance, imported, "data"));
    }
    if (address.isPresent()) {
      resolved.add(instance, Kind.DATA_ADDRESS, imported, found.get());
    }
    return address.orElse(0);
  }

  /** Tells of an import whose value linking defines, if a region is what it means. */
  private void addRegion(InstancePlan instance, Import imported) {
    String name =
        imported.module().equals(GOT_MEM)
            ? ExportLookup.flat(imported.name())
            : imported.qualifiedName();
    if (memory.requested(name).isPresent()) {
      resolved.add(instance, Kind.DATA_ADDRESS, imported, new Origin.Region());
    }
  }

  private int gotFunc(InstancePlan instance, Import imported) {
    OptionalInt function = functions.entry(instance, imported.name());
    if (function.isPresent()) {
      return table.slotOf(function.getAsInt());
    }
    if (!FunctionBinder.isWeak(instance, imported)) {
      problems.add(lookup.unresolvedEntry(instance, imported, "function"));
    }
    return 0;
  }

  /** The import's qualified name of an imported global; empty for a defined one. */
  public static String importName(WasmBinary module, int global) {
    List<Import> imports = module.imports(ExternType.Kind.GLOBAL);
    return global < imports.size() ? imports.get(global).qualifiedName() : "";
  }
}

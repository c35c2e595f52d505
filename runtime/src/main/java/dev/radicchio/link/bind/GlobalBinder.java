package dev.radicchio.link.bind;

import dev.radicchio.binary.Export;
import dev.radicchio.binary.ExternType;
import dev.radicchio.binary.ExternType.Kind;
import dev.radicchio.binary.Import;
import dev.radicchio.binary.Symbol;
import dev.radicchio.binary.ValType;
import dev.radicchio.binary.WasmBinary;
import dev.radicchio.link.bind.GlobalBinding.Constant;
import dev.radicchio.link.bind.GlobalBinding.Index;
import dev.radicchio.link.input.ImportNames;
import dev.radicchio.link.input.InputModule;
import dev.radicchio.link.input.Instance;
import dev.radicchio.link.input.Relocatability;
import dev.radicchio.link.input.Relocatability.PicStatic;
import dev.radicchio.link.input.Relocs;
import dev.radicchio.link.place.Addresses;
import dev.radicchio.link.place.Placement;
import dev.radicchio.link.plan.HostImport;
import dev.radicchio.link.plan.ResolvedImport;
import dev.radicchio.link.plan.ResolvedImport.Origin;
import dev.radicchio.link.problem.Problem;
import dev.radicchio.link.problem.ProblemCode;
import dev.radicchio.link.resolve.FoundExport;
import dev.radicchio.link.resolve.Resolution;
import dev.radicchio.link.resolve.ResolvedImports;
import dev.radicchio.link.resolve.SymbolTable;
import dev.radicchio.link.resolve.WeakImports;
import java.util.ArrayList;
import java.util.Arrays;
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

  private final List<Instance> instances;
  private final Resolution resolution;
  private final Placement placement;
  private final SymbolTable symbols;
  private final Addresses addresses;
  private final List<GlobalBinding[]> bindings = new ArrayList<>();
  private final List<ImageGlobal> globals = new ArrayList<>();
  private final List<HostImport> hostImports = new ArrayList<>();
  private final ResolvedImports resolved = new ResolvedImports();
  private final List<Problem> problems = new ArrayList<>();
  private Index stackPointer = new Index(0);

  private GlobalBinder(List<Instance> instances, Resolution resolution, Placement placement) {
    this.instances = instances;
    this.resolution = resolution;
    this.placement = placement;
    this.symbols = resolution.symbols();
    this.addresses = placement.addresses();
  }

  /**
   * The globals of the image.
   *
   * @param bindings what each global of each instance is, by the instance's number
   * @param all the globals
   */
  record Globals(
      List<GlobalBinding[]> bindings,
      List<ImageGlobal> all,
      List<HostImport> hostImports,
      List<ResolvedImport> imports,
      List<Problem> problems) {}

  static Globals bind(List<Instance> instances, Resolution resolution, Placement placement) {
    GlobalBinder binder = new GlobalBinder(instances, resolution, placement);
    binder.bind();
    return new Globals(
        binder.bindings,
        binder.globals,
        binder.hostImports,
        binder.resolved.all(),
        binder.problems);
  }

  private void bind() {
    for (Instance instance : instances) {
      GlobalBinding[] unbound = new GlobalBinding[instance.binary().size(Kind.GLOBAL)];
      Arrays.fill(unbound, new Constant(0));
      bindings.add(unbound);
    }
    instances.forEach(this::addHosts);
    globals.add(new ImageGlobal.StackPointer(placement.memory().stack().end()));
    stackPointer = new Index(globals.size() - 1);
    for (Instance instance : instances) {
      GlobalBinding[] ofInstance = of(instance);
      int imported = instance.binary().imported(Kind.GLOBAL);
      for (int global = imported; global < ofInstance.length; global++) {
        ofInstance[global] = defined(instance, global);
      }
    }
    for (Instance instance : instances) {
      List<Import> imports = instance.binary().imports(Kind.GLOBAL);
      for (int global = 0; global < imports.size(); global++) {
        of(instance)[global] = imported(instance, global, imports.get(global), new HashSet<>());
        if (of(instance)[global] instanceof Constant
            && instance.module().scan().writesGlobal(global)) {
          problems.add(
              ProblemCode.ADDRESS_WRITTEN.of(
                  instance.name(), instance.file(), imports.get(global).qualifiedName()));
        }
      }
    }
  }

  private GlobalBinding[] of(Instance instance) {
    return bindings.get(instance.number());
  }

  private int distance(Instance instance) {
    return (int) placement.memory().of(instance).distance();
  }

  /** What no instance defines stays an import, and imports come before all other globals. */
  private void addHosts(Instance instance) {
    List<Import> imports = instance.binary().imports(Kind.GLOBAL);
    for (int global = 0; global < imports.size(); global++) {
      Import imported = imports.get(global);
      if (isHost(instance, imported)) {
        of(instance)[global] = new Index(globals.size());
        globals.add(new ImageGlobal.Host(instance, global));
        hostImports.add(
            new HostImport(
                instance.name(), instance.file(), imported.module(), imported.name(), null));
        resolved.add(instance, ResolvedImport.Kind.GLOBAL, imported, new Origin.Host());
      }
    }
  }

  private boolean isHost(Instance instance, Import imported) {
    return resolution.hosts().include(imported)
        && !imported.module().equals(ImportNames.GOT_MEM)
        && !imported.module().equals(ImportNames.GOT_FUNC)
        && !InputModule.isStackPointer(imported)
        && linkerDefined(instance, imported).isEmpty()
        && symbols.find(instance, imported).isEmpty();
  }

  private GlobalBinding defined(Instance instance, int global) {
    Relocatability model = instance.module().relocatability();
    if (model instanceof Relocs relocs) {
      if (global == relocs.stackPointer()) {
        return stackPointer;
      }
      OptionalInt linked = instance.module().globalValue(global);
      if (relocs.isTlsBase(global) && linked.isPresent()) {
        return address(instance, global, linked.getAsInt() + distance(instance));
      }
      Symbol symbol = instance.module().gotEntry(global);
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
      if (instance.module().isNamedStackPointer(global)) {
        return stackPointer;
      }
    }
    boolean addressExports =
        model instanceof Relocs
            || model instanceof Relocatability.Dylink
            || model instanceof PicStatic;
    if (addressExports) {
      for (Export export : instance.binary().exports()) {
        if (export.kind() == Kind.GLOBAL && export.index() == global) {
          OptionalInt address = addresses.exported(new FoundExport(instance, export));
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
      problems.add(ProblemCode.GLOBAL_WITHOUT_SYMBOL.of(instance.name(), instance.file(), global));
    }
    globals.add(new ImageGlobal.Defined(instance, global));
    return new Index(globals.size() - 1);
  }

  /** The address in the program that an internal GOT entry of static PIC holds. */
  private OptionalInt moved(Instance instance, int global) {
    String name = instance.module().names().globals().getOrDefault(global, "");
    OptionalInt linked = instance.module().globalValue(global);
    if (linked.isPresent() && name.equals("__tls_base")) {
      return OptionalInt.of(linked.getAsInt() + distance(instance));
    }
    if (!name.startsWith(PicStatic.INTERNAL_DATA)
        || linked.isEmpty()
        || name.endsWith(".__table_base")) {
      return OptionalInt.empty();
    }
    String symbol = name.substring(PicStatic.INTERNAL_DATA.length());
    if (symbol.startsWith("__stack_")) {
      return addresses.linkerDefined(instance, symbol);
    }
    boolean undefined = linked.getAsInt() == 0 && !name.equals(PicStatic.MEMORY_BASE);
    return undefined ? linked : OptionalInt.of(linked.getAsInt() + distance(instance));
  }

  /**
   * The address that another instance has for an internal GOT entry without relocations, which
   * static linking left at 0 because it did not know the symbol; empty for any other global.
   */
  private OptionalInt leftOpen(Instance instance, int global) {
    String name = instance.module().names().globals().getOrDefault(global, "");
    return name.startsWith(PicStatic.INTERNAL_DATA)
            && instance.module().globalValue(global).equals(OptionalInt.of(0))
        ? addresses.foreign(instance, name.substring(PicStatic.INTERNAL_DATA.length()))
        : OptionalInt.empty();
  }

  private int gotValue(Instance instance, Relocs relocs, Symbol symbol) {
    if (symbol.kind() == Symbol.Kind.FUNCTION) {
      return placement.table().slotOf(instance, symbol.index());
    }
    return addresses.of(instance, relocs, symbol).orElse(0);
  }

  private GlobalBinding address(Instance instance, int global, int value) {
    if (!instance.module().scan().writesGlobal(global)) {
      return new Constant(value);
    }
    globals.add(new ImageGlobal.Cell(value));
    return new Index(globals.size() - 1);
  }

  /** Whether a global that no symbol explains has an initial value that points into what moves. */
  private static boolean mayBeAddress(Instance instance, Relocs relocs, int global) {
    boolean known =
        relocs.symbols().stream()
            .anyMatch(symbol -> symbol.kind() == Symbol.Kind.GLOBAL && symbol.index() == global);
    return !known && pointsInto(instance, global, relocs.dataStart(), relocs.dataEnd());
  }

  private static boolean mayBeAddress(Instance instance, PicStatic picStatic, int global) {
    boolean slot = instance.module().names().globals().getOrDefault(global, "").startsWith("GOT.");
    return !slot && pointsInto(instance, global, picStatic.start(), picStatic.end());
  }

  private static boolean pointsInto(Instance instance, int global, long start, long end) {
    OptionalInt value = instance.module().globalValue(global);
    return instance.module().scan().usesGlobal(global)
        && value.isPresent()
        && Integer.toUnsignedLong(value.getAsInt()) >= Math.max(1, start)
        && Integer.toUnsignedLong(value.getAsInt()) <= end;
  }

  private GlobalBinding imported(
      Instance instance, int global, Import imported, Set<FoundExport> onTheWay) {
    ExternType.Global type = instance.binary().globals().get(global);
    switch (imported.module()) {
      case ImportNames.GOT_MEM -> {
        return address(instance, global, gotMem(instance, imported));
      }
      case ImportNames.GOT_FUNC -> {
        return address(instance, global, gotFunc(instance, imported));
      }
      default -> {}
    }
    if (InputModule.isStackPointer(imported)) {
      return stackPointer;
    }
    OptionalInt linker = linkerDefined(instance, imported);
    if (linker.isPresent()) {
      addRegion(instance, imported);
      return address(instance, global, linker.getAsInt());
    }
    Optional<FoundExport> found = symbols.find(instance, imported);
    if (found.isPresent() && onTheWay.size() < MAX_HOPS && onTheWay.add(found.get())) {
      if (onTheWay.size() == 1) {
        resolved.add(instance, ResolvedImport.Kind.GLOBAL, imported, found.get());
      }
      return exported(instance, imported, type, found.get(), onTheWay);
    }
    if (found.isEmpty() && resolution.hosts().include(imported)) {
      return of(instance)[global];
    }
    problems.add(
        symbols.unresolved(
            instance,
            imported,
            "(" + (type.mutable() ? "mutable " : "") + type.type() + " global)"));
    return new Constant(0);
  }

  /** The value of an address that linkers define under a name of their own. */
  private OptionalInt linkerDefined(Instance instance, Import imported) {
    if (!(imported.type() instanceof ExternType.Global global)
        || !global.type().equals(ValType.I32)) {
      return OptionalInt.empty();
    }
    return imported.module().equals(ImportNames.FLAT)
        ? addresses.linkerDefined(instance, imported.name())
        : addresses.requested(imported);
  }

  private GlobalBinding exported(
      Instance instance,
      Import imported,
      ExternType.Global type,
      FoundExport found,
      Set<FoundExport> onTheWay) {
    Instance owner = found.instance();
    int global = found.export().index();
    WasmBinary module = owner.binary();
    if (!module.globals().get(global).equals(type)) {
      problems.add(
          ProblemCode.GLOBAL_TYPE_MISMATCH.of(
              instance.name(),
              instance.file(),
              imported.qualifiedName(),
              describe(type),
              owner.file(),
              describe(module.globals().get(global))));
    }
    if (global >= module.imported(Kind.GLOBAL)) {
      return of(owner)[global];
    }
    Import next = module.imports(Kind.GLOBAL).get(global);
    return imported(owner, global, next, onTheWay);
  }

  private static String describe(ExternType.Global type) {
    return type.type() + (type.mutable() ? " (mutable)" : "");
  }

  private int gotMem(Instance instance, Import imported) {
    OptionalInt linker = addresses.linkerDefined(instance, imported.name());
    if (linker.isPresent()) {
      addRegion(instance, imported);
      return linker.getAsInt();
    }
    Optional<FoundExport> found = symbols.find(instance, imported);
    OptionalInt address = found.isPresent() ? addresses.exported(found.get()) : OptionalInt.empty();
    if (address.isEmpty() && !WeakImports.include(instance, imported)) {
      problems.add(symbols.unresolvedEntry(instance, imported, "data"));
    }
    if (address.isPresent()) {
      resolved.add(instance, ResolvedImport.Kind.DATA_ADDRESS, imported, found.get());
    }
    return address.orElse(0);
  }

  /** Tells of an import whose value linking defines, if a region is what it means. */
  private void addRegion(Instance instance, Import imported) {
    String name =
        imported.module().equals(ImportNames.GOT_MEM)
            ? ImportNames.flat(imported.name())
            : imported.qualifiedName();
    if (placement.memory().requested(name).isPresent()) {
      resolved.add(instance, ResolvedImport.Kind.DATA_ADDRESS, imported, new Origin.Region());
    }
  }

  private int gotFunc(Instance instance, Import imported) {
    OptionalInt function = resolution.functions().entry(instance, imported.name());
    if (function.isPresent()) {
      return placement.table().slotOf(function.getAsInt());
    }
    if (!WeakImports.include(instance, imported)) {
      problems.add(symbols.unresolvedEntry(instance, imported, "function"));
    }
    return 0;
  }
}

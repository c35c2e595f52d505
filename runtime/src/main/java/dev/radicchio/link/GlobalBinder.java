package dev.radicchio.link;

import dev.radicchio.binary.Export;
import dev.radicchio.binary.ExternType;
import dev.radicchio.binary.Import;
import dev.radicchio.binary.Symbol;
import dev.radicchio.binary.ValType;
import dev.radicchio.binary.WasmBinary;
import dev.radicchio.link.ExportLookup.Found;
import dev.radicchio.link.GlobalBinding.Constant;
import dev.radicchio.link.GlobalBinding.Index;
import dev.radicchio.link.Program.ImageGlobal;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;

/**
 * Decides what every global of every instance is in the image: the stack pointer that all share, a
 * constant where it holds an address that linking has fixed, or a global of its own.
 */
final class GlobalBinder {
  /** Through how many instances an import is followed. */
  private static final int MAX_HOPS = 100;

  static final String GOT_MEM = "GOT.mem";
  private static final String STACK_POINTER = "__stack_pointer";
  private static final ExternType.Global MUTABLE_ADDRESS = new ExternType.Global(ValType.I32, true);

  private final List<InstancePlan> instances;
  private final ExportLookup lookup;
  private final TableLayout table;
  private final Addresses addresses;
  private final MemoryLayout memory;
  private final List<ImageGlobal> globals;
  private final List<Problem> problems;

  GlobalBinder(
      List<InstancePlan> instances,
      ExportLookup lookup,
      Addresses addresses,
      MemoryLayout memory,
      TableLayout table,
      List<ImageGlobal> globals,
      List<Problem> problems) {
    this.instances = instances;
    this.lookup = lookup;
    this.table = table;
    this.memory = memory;
    this.addresses = addresses;
    this.globals = globals;
    this.problems = problems;
  }

  void bind() {
    globals.add(new ImageGlobal.StackPointer(memory.stack().end()));
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
              Problem.error(
                  instance.name,
                  instance.file.name()
                      + " writes the global "
                      + imports.get(global).qualifiedName()
                      + ", which holds an address that linking fixes"));
        }
      }
    }
    resolveData();
  }

  private GlobalBinding defined(InstancePlan instance, int global) {
    Relocatability model = instance.module.relocatability();
    if (model instanceof Relocs relocs) {
      if (global == relocs.stackPointer()) {
        return new Index(0);
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
    boolean addressExports = model instanceof Relocs || model instanceof Relocatability.Dylink;
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
    if (model instanceof Relocs relocs && mayBeAddress(instance, relocs, global)) {
      problems.add(
          Problem.error(
              instance.name,
              instance.file.name()
                  + " has a global (number "
                  + global
                  + ") that may hold an address, and no symbol says which; link it without stripping symbols"));
    }
    globals.add(new ImageGlobal.Defined(instance, global));
    return new Index(globals.size() - 1);
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
    OptionalInt value = instance.module.globalValue(global);
    return !known
        && instance.module.scan().usesGlobal(global)
        && value.isPresent()
        && Integer.toUnsignedLong(value.getAsInt()) >= Math.max(1, relocs.dataStart())
        && Integer.toUnsignedLong(value.getAsInt()) <= relocs.dataEnd();
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
    if (imported.module().equals("env")) {
      if (imported.name().equals(STACK_POINTER) && type.equals(MUTABLE_ADDRESS)) {
        return new Index(0);
      }
      OptionalInt linker = addresses.linkerDefined(instance, imported.name());
      if (linker.isPresent() && type.type().equals(ValType.I32)) {
        return address(instance, global, linker.getAsInt());
      }
    }
    Optional<Found> found = lookup.find(instance, imported);
    if (found.isPresent() && onTheWay.size() < MAX_HOPS && onTheWay.add(found.get())) {
      return exported(instance, imported, type, found.get(), onTheWay);
    }
    problems.add(
        lookup.unresolved(
            instance,
            imported,
            " (" + (type.mutable() ? "mutable " : "") + type.type() + " global)"));
    return new Constant(0);
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
          Problem.error(
              instance.name,
              instance.file.name()
                  + " imports the global "
                  + imported.qualifiedName()
                  + " as "
                  + type.type()
                  + (type.mutable() ? " (mutable)" : "")
                  + ", but that of "
                  + owner.file.name()
                  + " is "
                  + module.globals().get(global).type()
                  + (module.globals().get(global).mutable() ? " (mutable)" : "")));
    }
    if (global >= module.imported(ExternType.Kind.GLOBAL)) {
      return owner.globals[global];
    }
    Import next = module.imports(ExternType.Kind.GLOBAL).get(global);
    return imported(owner, global, next, onTheWay);
  }

  private int gotMem(InstancePlan instance, Import imported) {
    OptionalInt linker = addresses.linkerDefined(instance, imported.name());
    if (linker.isPresent()) {
      return linker.getAsInt();
    }
    Optional<Found> found = lookup.findForGot(instance, imported.name(), ExternType.Kind.GLOBAL);
    OptionalInt address = found.isPresent() ? addresses.exported(found.get()) : OptionalInt.empty();
    if (address.isEmpty() && !FunctionBinder.isWeak(instance, imported)) {
      problems.add(lookup.unresolvedEntry(instance, imported, "the address of the data "));
    }
    return address.orElse(0);
  }

  private int gotFunc(InstancePlan instance, Import imported) {
    Optional<Found> found = lookup.findForGot(instance, imported.name(), ExternType.Kind.FUNCTION);
    if (found.isPresent()) {
      return table.slotOf(found.get().instance().functions[found.get().export().index()]);
    }
    if (!FunctionBinder.isWeak(instance, imported)) {
      problems.add(lookup.unresolvedEntry(instance, imported, "the address of the function "));
    }
    return 0;
  }

  /** Data that a module with relocations refers to and leaves to others to define. */
  private void resolveData() {
    for (InstancePlan instance : instances) {
      if (instance.module.relocatability() instanceof Relocs relocs) {
        for (Symbol symbol : relocs.symbols()) {
          if (symbol.kind() != Symbol.Kind.DATA) {
            continue;
          }
          if (isUnknownAbsolute(instance, relocs, symbol)) {
            problems.add(
                Problem.error(
                    instance.name,
                    instance.file.name()
                        + " has an absolute symbol "
                        + symbol.name()
                        + " whose value may be an address in its data; no rule says how it moves"));
          }
          if (symbol.isUndefined() && addresses.of(instance, relocs, symbol).isEmpty()) {
            problems.add(
                Problem.error(
                    instance.name,
                    instance.file.name()
                        + " refers to the data "
                        + symbol.name()
                        + ", which it does not define and no other module of the program exports"));
          }
        }
      }
    }
  }

  private boolean isUnknownAbsolute(InstancePlan instance, Relocs relocs, Symbol symbol) {
    long value = relocs.address(symbol);
    return symbol.isAbsolute()
        && !symbol.isUndefined()
        && value > relocs.dataStart()
        && value <= relocs.dataEnd()
        && !relocs.isSectionBound(symbol)
        && addresses.linkerDefined(instance, symbol.name()).isEmpty();
  }

  /** The import's qualified name of an imported global; empty for a defined one. */
  static String importName(WasmBinary module, int global) {
    List<Import> imports = module.imports(ExternType.Kind.GLOBAL);
    return global < imports.size() ? imports.get(global).qualifiedName() : "";
  }
}

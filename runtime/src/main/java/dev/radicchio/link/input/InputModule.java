package dev.radicchio.link.input;

import dev.radicchio.binary.Export;
import dev.radicchio.binary.ExternType;
import dev.radicchio.binary.Import;
import dev.radicchio.binary.LinkingSection;
import dev.radicchio.binary.NameSection;
import dev.radicchio.binary.Symbol;
import dev.radicchio.binary.WasmBinary;
import dev.radicchio.link.allocator.AllocatorNames;
import dev.radicchio.link.allocator.KeptAllocator;
import dev.radicchio.link.allocator.KnownAllocator;
import dev.radicchio.link.allocator.OwnAllocator;
import dev.radicchio.link.allocator.WasiAllocator;
import dev.radicchio.link.bind.GlobalBinder;
import dev.radicchio.link.bind.InitializationOrder;
import dev.radicchio.link.plan.HeapFunction;
import dev.radicchio.link.plan.RelocationModel;
import dev.radicchio.link.problem.Problem;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;

/** A module as its toolchain linked it, with everything that linking asks of it worked out once. */
public final class InputModule {
  public static final String STACK_POINTER = "__stack_pointer";
  private static final String ASSEMBLYSCRIPT_STACK_POINTER = "~lib/memory/__stack_pointer";

  private final String name;
  private final WasmBinary binary;
  private final CodeScan scan;
  private final NameSection names;
  private final Optional<LinkingSection> linking;
  private final Map<String, Export> exports = new HashMap<>();
  private final Relocatability relocatability;
  private final List<Problem> problems = new ArrayList<>();
  private final StartFunction startFunction;
  private final Map<Integer, Symbol> gotEntries;
  private final Optional<KnownAllocator> knownAllocator;
  private final boolean ownView;
  private final Optional<OwnAllocator> allocator;
  private final Optional<KeptAllocator> keptAllocator;
  private final Map<Integer, StackUse> stackUses;

  private InputModule(String name, WasmBinary binary, @Nullable RelocationModel wanted) {
    this.name = name;
    this.binary = binary;
    this.scan = CodeScan.of(binary);
    this.names = NameSection.of(binary);
    this.linking = LinkingSection.of(binary);
    binary.exports().forEach(export -> exports.put(export.name(), export));
    Recognition recognition = new Recognition(name, binary, scan, names, linking, problems);
    this.relocatability = recognition.of(wanted);
    this.startFunction = recognition.startFunction();
    this.gotEntries = recognition.gotEntries();
    this.knownAllocator =
        problems.isEmpty()
            ? KnownAllocator.of(AllocatorNames.of(binary, names, relocatability))
            : Optional.empty();
    boolean hasFixedHeap =
        relocatability instanceof Relocs
            || relocatability instanceof Relocatability.Absolute
            || relocatability instanceof Relocatability.PicStatic;
    this.ownView =
        problems.isEmpty()
            && hasFixedHeap
            && !scan.sizeReaders().isEmpty()
            && WasiAllocator.isIn(this);
    Optional<OwnAllocator> own =
        problems.isEmpty() && relocatability instanceof Relocs relocs
            ? Optional.of(OwnAllocator.of(this, relocs))
            : Optional.empty();
    this.allocator = own.filter(some -> !some.replaced().isEmpty());
    this.keptAllocator = own.isPresent() ? own.get().kept() : withoutRelocations();
    this.stackUses = problems.isEmpty() ? StackUse.of(binary, writtenPointers()) : Map.of();
  }

  /** The globals that may be stack pointers, but for those that are known to be. */
  private List<Integer> writtenPointers() {
    List<Integer> globals = new ArrayList<>();
    for (int global = 0; global < binary.globals().size(); global++) {
      boolean shared = relocatability instanceof Relocs relocs && relocs.stackPointer() == global;
      if (scan.writesGlobal(global)
          && binary.globals().get(global).equals(StackUse.POINTER)
          && !shared
          && !importsStackPointer(global)
          && !isNamedStackPointer(global)) {
        globals.add(global);
      }
    }
    return globals;
  }

  private boolean importsStackPointer(int global) {
    List<Import> imports = binary.imports(ExternType.Kind.GLOBAL);
    return global < imports.size() && GlobalBinder.isStackPointer(imports.get(global));
  }

  /**
   * Decodes a module and works out how it can be moved.
   *
   * @param wanted the model that the user asks for, or null
   * @throws dev.radicchio.binary.MalformedWasmException if it is not Wasm, or cut short, or corrupt
   */
  public static InputModule read(String name, byte[] bytes, @Nullable RelocationModel wanted) {
    return new InputModule(name, WasmBinary.read(bytes), wanted);
  }

  public String name() {
    return name;
  }

  public WasmBinary binary() {
    return binary;
  }

  public CodeScan scan() {
    return scan;
  }

  public NameSection names() {
    return names;
  }

  public Relocatability relocatability() {
    return relocatability;
  }

  /** Why the module cannot be linked at all; empty if it can. */
  public List<Problem> problems() {
    return problems;
  }

  /**
   * Whether it is to see only the memory that it got itself: its allocator would take that of
   * others otherwise, and is known to cope with less.
   */
  boolean hasOwnView() {
    return ownView;
  }

  /**
   * The allocator that it brings, if it is one that the linker knows. The program's heap may
   * replace it all the same, see {@link #allocator}.
   */
  public Optional<KnownAllocator> knownAllocator() {
    return knownAllocator;
  }

  /** The allocator that it brings, if the program's heap can replace it. */
  public Optional<OwnAllocator> allocator() {
    return allocator;
  }

  /** An allocator that it brings and that nothing can replace. */
  public Optional<KeptAllocator> keptAllocator() {
    return keptAllocator;
  }

  private Optional<KeptAllocator> withoutRelocations() {
    String what = knownAllocator.map(KnownAllocator::description).orElse("its allocator");
    return knownAllocator.isPresent() || definesHeapFunctions()
        ? Optional.of(
            new KeptAllocator(
                "it was linked without relocations (-Wl,--emit-relocs), so that nothing says where "
                    + what
                    + " is",
                KeptAllocator.remedy(knownAllocator.filter(KnownAllocator::isOfRust).isPresent())))
        : Optional.empty();
  }

  /** Whether it defines functions of C's for memory, which it may have replaced or not. */
  public boolean definesHeapFunctions() {
    boolean exported =
        binary.exports().stream()
            .filter(export -> export.kind() == ExternType.Kind.FUNCTION)
            .filter(export -> export.index() >= binary.imported(ExternType.Kind.FUNCTION))
            .anyMatch(export -> isHeapFunction(export.name(), export.index()));
    return exported
        || (relocatability instanceof Relocs relocs
            && relocs.symbols().stream()
                .filter(symbol -> symbol.kind() == Symbol.Kind.FUNCTION)
                .filter(symbol -> !symbol.isUndefined() && !symbol.isLocal() && isInRange(symbol))
                .anyMatch(symbol -> isHeapFunction(symbol.name(), symbol.index())));
  }

  /** The index of a symbol comes from a custom section, and so may be any number. */
  private boolean isInRange(Symbol function) {
    return Integer.compareUnsigned(function.index(), binary.size(ExternType.Kind.FUNCTION)) < 0;
  }

  private boolean isHeapFunction(String symbol, int function) {
    return HeapFunction.of(symbol, binary.functionType(function))
        .filter(found -> found.family() == HeapFunction.Family.C)
        .isPresent();
  }

  /** Whether an export is a weak definition, which any other definition replaces. */
  public boolean isWeakExport(Export export) {
    boolean inLibrary =
        relocatability instanceof Relocatability.Dylink dylink
            && dylink.section().weakExports().contains(export.name());
    return inLibrary
        || linking.stream()
            .flatMap(section -> section.symbols().stream())
            .anyMatch(
                symbol ->
                    symbol.isWeak()
                        && !symbol.isUndefined()
                        && symbol.name().equals(export.name()));
  }

  /** The symbol whose address a global holds as an internal GOT entry, or null. */
  public @Nullable Symbol gotEntry(int global) {
    return gotEntries.get(global);
  }

  /** The start function to call when the module is initialized, or -1. */
  public int start() {
    return startFunction == StartFunction.ZEROES ? -1 : binary.start();
  }

  /**
   * The function that calls the constructors of a shared library that does not export it, which is
   * how linkers make them, or -1. Only the name section tells.
   */
  public int hiddenConstructors() {
    if (!(relocatability instanceof Relocatability.Dylink)) {
      return -1;
    }
    int imported = binary.imported(ExternType.Kind.FUNCTION);
    for (Map.Entry<Integer, String> function : names.functions().entrySet()) {
      int body = function.getKey() - imported;
      if (function.getValue().equals(InitializationOrder.CALL_CONSTRUCTORS)
          && body >= 0
          && body < binary.bodies().size()) {
        return function.getKey();
      }
    }
    return -1;
  }

  /**
   * Whether a global has the name of a stack pointer, in the name section or as an export; it is
   * that of LLVM, which AssemblyScript has taken.
   */
  public boolean isNamedStackPointer(int global) {
    if (!binary.globals().get(global).equals(StackUse.POINTER)) {
      return false;
    }
    String own = names.globals().getOrDefault(global, "");
    Export export = export(STACK_POINTER, ExternType.Kind.GLOBAL);
    return own.equals(STACK_POINTER)
        || own.equals(ASSEMBLYSCRIPT_STACK_POINTER)
        || (export != null && export.index() == global);
  }

  /** What its functions do with a global that may be a stack pointer; null if it is none. */
  public @Nullable StackUse stackUse(int global) {
    return stackUses.get(global);
  }

  /** The export of that name and kind, or null. */
  public @Nullable Export export(String exportName, ExternType.Kind kind) {
    Export export = exports.get(exportName);
    return export != null && export.kind() == kind ? export : null;
  }

  /** See {@link ConstantExpression#initialValue}. */
  public OptionalInt globalValue(int global) {
    return ConstantExpression.initialValue(binary, global);
  }

  /** The bytes of stack that the module was linked with; 0 if it has none or nothing tells. */
  public long stackBytes() {
    return relocatability instanceof Relocs relocs ? relocs.stackBytes() : 0;
  }

  /** The file's name without directories and without {@code .wasm}, as imports name a module. */
  public String stem() {
    String file = name.substring(name.lastIndexOf('/') + 1);
    return file.endsWith(".wasm") ? file.substring(0, file.length() - ".wasm".length()) : file;
  }
}

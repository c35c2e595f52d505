package dev.radicchio.link.input;

import dev.radicchio.binary.Export;
import dev.radicchio.binary.ExternType;
import dev.radicchio.binary.Import;
import dev.radicchio.binary.LinkingSection;
import dev.radicchio.binary.NameSection;
import dev.radicchio.binary.Symbol;
import dev.radicchio.binary.WasmBinary;
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
  public static final String CALL_CONSTRUCTORS = "__wasm_call_ctors";
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

  /** Whether an import is that of the program's stack pointer. */
  public static boolean isStackPointer(Import imported) {
    return imported.module().equals(ImportNames.FLAT)
        && imported.name().equals(STACK_POINTER)
        && imported.type().equals(StackUse.POINTER);
  }

  private boolean importsStackPointer(int global) {
    List<Import> imports = binary.imports(ExternType.Kind.GLOBAL);
    return global < imports.size() && isStackPointer(imports.get(global));
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
      if (function.getValue().equals(CALL_CONSTRUCTORS)
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

package dev.radicchio.link;

import dev.radicchio.binary.Export;
import dev.radicchio.binary.ExternType;
import dev.radicchio.binary.FunctionType;
import dev.radicchio.binary.Import;
import dev.radicchio.binary.MalformedWasmException;
import dev.radicchio.binary.Section;
import dev.radicchio.binary.WasmBinary;
import dev.radicchio.link.allocator.ModuleAllocator;
import dev.radicchio.link.input.ImportNames;
import dev.radicchio.link.input.InputModule;
import dev.radicchio.link.input.ModuleReader;
import dev.radicchio.link.input.RefusedModuleException;
import dev.radicchio.link.plan.Layout;
import dev.radicchio.link.plan.RelocationModel;
import dev.radicchio.link.problem.ProblemCode;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * A module: one {@code .wasm} file as its toolchain linked it, and what one may ask of it alone.
 *
 * <p>Immutable; one module may become several instances and be linked into several programs.
 */
public final class WasmFile {
  private final InputModule module;
  private final ModuleAllocator allocator;

  private WasmFile(InputModule module, ModuleAllocator allocator) {
    this.module = module;
    this.allocator = allocator;
  }

  /**
   * Reads a module.
   *
   * @param name its path or file name, for messages and for imports that name a module
   * @param bytes the file's bytes, which are copied
   * @throws LinkException if it is not Wasm, or corrupt, or of a kind that cannot be linked; never
   *     for any other reason
   */
  public static WasmFile read(String name, byte[] bytes) {
    return read(name, bytes, (RelocationModel) null);
  }

  /**
   * Reads a module that is to be moved in a way that has to be asked for.
   *
   * @param model {@link RelocationModel#PIC_STATIC}, where a module is absolute otherwise, because
   *     pointers in static data are not found; {@link RelocationModel#POSITION_FREE}, which says
   *     that each address that the module uses is given to it, where that cannot be seen; any other
   *     is an assertion
   * @throws LinkException if {@link #read(String, byte[])} throws it, or the module is of another
   *     model
   */
  public static WasmFile readAs(String name, byte[] bytes, RelocationModel model) {
    return read(name, bytes, model);
  }

  private static WasmFile read(String name, byte[] bytes, @Nullable RelocationModel wanted) {
    byte[] copy = bytes.clone();
    if (copy.length == 0) {
      throw refused(ProblemCode.EMPTY_FILE, name);
    }
    try {
      InputModule module = ModuleReader.read(name, copy, wanted);
      return new WasmFile(module, ModuleAllocator.of(module));
    } catch (RefusedModuleException e) {
      throw new LinkException(e.problems());
    } catch (MalformedWasmException e) {
      throw refused(name, e);
    }
  }

  private static LinkException refused(ProblemCode code, Object... arguments) {
    return new LinkException(List.of(code.of(null, arguments)));
  }

  private static LinkException refused(String name, MalformedWasmException e) {
    return switch (e.kind()) {
      case NOT_WASM -> refused(ProblemCode.NOT_WASM, name, e.offset());
      case COMPONENT -> refused(ProblemCode.COMPONENT, name);
      case UNKNOWN_VERSION -> refused(ProblemCode.UNKNOWN_VERSION, name, e.offset());
      case CUT_SHORT -> refused(ProblemCode.CUT_SHORT, name, e.problem(), e.offset());
      case UNKNOWN_INSTRUCTION ->
          refused(ProblemCode.UNKNOWN_INSTRUCTION, name, e.problem(), e.offset());
      case CORRUPT -> refused(ProblemCode.MALFORMED, name, e.problem(), e.offset());
    };
  }

  /**
   * Reads a module that a program was compiled against, and closes the stream.
   *
   * @param in the file's bytes, or null where the resource was not found
   * @param sha256 the hash that the file had then, lower-case hexadecimal
   * @throws LinkException if there is no such file, or another one
   */
  public static WasmFile read(String name, @Nullable InputStream in, String sha256) {
    return read(name, readAll(name, in, sha256));
  }

  /**
   * Reads a module that a program was compiled against as {@link #readAs(String, byte[],
   * RelocationModel)} does, and closes the stream.
   *
   * @param in the file's bytes, or null where the resource was not found
   * @param sha256 the hash that the file had then, lower-case hexadecimal
   * @throws LinkException if there is no such file, or another one
   */
  public static WasmFile readAs(
      String name, @Nullable InputStream in, String sha256, RelocationModel model) {
    return readAs(name, readAll(name, in, sha256), model);
  }

  /**
   * Reads a file, and closes the stream.
   *
   * @param in its bytes, or null where it was not found
   */
  static byte[] readAll(String name, @Nullable InputStream in) {
    if (in == null) {
      throw refused(ProblemCode.FILE_MISSING, name);
    }
    try (in) {
      return in.readAllBytes();
    } catch (IOException e) {
      throw new UncheckedIOException(name, e);
    }
  }

  private static byte[] readAll(String name, @Nullable InputStream in, String sha256) {
    byte[] bytes = readAll(name, in);
    String found = ModuleReader.sha256(bytes);
    if (!found.equals(sha256)) {
      throw refused(ProblemCode.FILE_CHANGED, name, found, sha256);
    }
    return bytes;
  }

  /** The path or file name that it was read under. */
  public String name() {
    return module.name();
  }

  /** SHA-256 of the file, lower-case hexadecimal. */
  public String sha256() {
    return module.sha256();
  }

  /** How it can be moved. */
  public RelocationModel relocationModel() {
    return module.relocatability().model();
  }

  /**
   * Bytes that it occupies wherever it is put: its static data, zeros included; for an absolute
   * module all of the memory that it was linked with from its first address on.
   */
  public long dataBytes() {
    return module.relocatability().data().bytes();
  }

  /**
   * What the address of its data must be a multiple of, a power of two; 1 for one that does not
   * move.
   */
  public int dataAlignment() {
    return module.relocatability().data().alignment();
  }

  /**
   * Bytes of the stack that its linker gave it; 0 if it has none, or leaves it to its loader as a
   * shared library does, or if nothing tells.
   */
  public long stackBytes() {
    return module.relocatability().stackBytes();
  }

  /** The address from which on its linker left memory free, if it says so ({@code __heap_base}). */
  public OptionalLong heapBase() {
    return module.relocatability().heapBase();
  }

  /** Slots of the function table that it needs for itself. */
  public int tableSlots() {
    return module.relocatability().slots().count();
  }

  /**
   * Whether it has vector instructions (SIMD). They are linked like any others, but not every
   * engine runs them.
   */
  public boolean usesVectors() {
    return module.scan().usesVectors();
  }

  /**
   * Whether one of its functions catches a reference to an exception and another function may get
   * that. Such modules are linked like any others, but not every engine runs them.
   */
  public boolean sharesExceptions() {
    return module.scan().sharesExceptions();
  }

  /** Its exported functions and their types, in the order of the file. */
  public Map<String, FunctionType> functionExports() {
    Map<String, FunctionType> functions = new LinkedHashMap<>();
    for (Export export : module.binary().exports()) {
      if (export.kind() == ExternType.Kind.FUNCTION) {
        functions.put(export.name(), module.binary().functionType(export.index()));
      }
    }
    return Collections.unmodifiableMap(functions);
  }

  /** Its exported globals and their types, in the order of the file. */
  public Map<String, ExternType.Global> globalExports() {
    Map<String, ExternType.Global> globals = new LinkedHashMap<>();
    for (Export export : module.binary().exports()) {
      if (export.kind() == ExternType.Kind.GLOBAL) {
        globals.put(export.name(), module.binary().globals().get(export.index()));
      }
    }
    return Collections.unmodifiableMap(globals);
  }

  /** The function that an export is; empty if none of that name is a function. */
  public Optional<FunctionSymbol> exportedFunction(String name) {
    return module.binary().exports().stream()
        .filter(export -> export.kind() == ExternType.Kind.FUNCTION && export.name().equals(name))
        .findFirst()
        .map(export -> function(export.index()));
  }

  /** The function that an import is, the first if there are several; empty if there is none. */
  public Optional<FunctionSymbol> importedFunction(String importModule, String name) {
    List<Import> imports = functionImports();
    for (int i = 0; i < imports.size(); i++) {
      if (imports.get(i).module().equals(importModule) && imports.get(i).name().equals(name)) {
        return Optional.of(function(i));
      }
    }
    return Optional.empty();
  }

  private FunctionSymbol function(int index) {
    WasmBinary binary = module.binary();
    int defined = index - binary.imported(ExternType.Kind.FUNCTION);
    return new FunctionSymbol(
        binary.exports().stream()
            .filter(other -> other.kind() == ExternType.Kind.FUNCTION && other.index() == index)
            .map(Export::name)
            .toList(),
        Optional.ofNullable(module.names().functions().get(index)),
        defined < 0
            ? OptionalInt.empty()
            : OptionalInt.of(binary.bodies().get(defined).start() - codeStart(binary)));
  }

  private static int codeStart(WasmBinary binary) {
    return binary.sections().stream()
        .filter(section -> section.id() == Section.CODE)
        .findFirst()
        .orElseThrow()
        .contents()
        .start();
  }

  /** The functions that it imports, in the order of the file. */
  public List<Import> functionImports() {
    return module.binary().imports(ExternType.Kind.FUNCTION);
  }

  /** Those of the functions that it imports which need not be there. */
  public List<Import> weakFunctionImports() {
    return functionImports().stream().filter(module::isWeakImport).toList();
  }

  /** The names of the functions that it imports, be it to call them or to point to them. */
  public Set<String> importedFunctionNames() {
    return module.binary().imports().stream()
        .filter(
            imported ->
                imported.type().kind() == ExternType.Kind.FUNCTION
                    || imported.module().equals(ImportNames.GOT_FUNC))
        .map(Import::name)
        .collect(Collectors.toUnmodifiableSet());
  }

  /** The names of all its exports, in the order of the file. */
  public Set<String> exportNames() {
    Set<String> names = new LinkedHashSet<>();
    module.binary().exports().forEach(export -> names.add(export.name()));
    return Collections.unmodifiableSet(names);
  }

  /** A copy of the contents of the first custom section of that name. */
  public Optional<byte[]> customSection(String name) {
    return module.binary().sections().stream()
        .filter(section -> section.id() == Section.CUSTOM && section.name().equals(name))
        .findFirst()
        .map(Section::contents)
        .map(span -> Arrays.copyOfRange(module.binary().bytes(), span.start(), span.end()));
  }

  /**
   * This module alone with its static data at another address: an ordinary module with the same
   * imports of functions and the same exports. Its stack comes first and its heap last, as in every
   * {@link Layout}. If it has anything to initialize, the image exports {@code _initialize}, to be
   * called once before anything else.
   *
   * @param base the address of its data, a multiple of {@link #dataAlignment()}, above the stack
   * @throws LinkException if it cannot be there
   */
  public byte[] moveTo(long base) {
    LinkPlan plan = Planner.move(this, base);
    if (plan.hasErrors()) {
      throw new LinkException(List.copyOf(plan.problems()));
    }
    return plan.link().bytes();
  }

  InputModule module() {
    return module;
  }

  ModuleAllocator allocator() {
    return allocator;
  }
}

package dev.radicchio.link.input;

import dev.radicchio.binary.DylinkSection;
import dev.radicchio.binary.DylinkSection.WeakImport;
import dev.radicchio.binary.Export;
import dev.radicchio.binary.ExternType;
import dev.radicchio.binary.Import;
import dev.radicchio.binary.NameSection;
import dev.radicchio.binary.Symbol;
import dev.radicchio.binary.WasmBinary;
import dev.radicchio.link.problem.Producer;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A module as its toolchain linked it, with everything that linking asks of it worked out once; one
 * that can be linked. Immutable. A {@link ModuleReader} makes it.
 */
public final class InputModule {
  /** What LLVM lets a function use below the stack pointer that calls no other. */
  private static final int RED_ZONE_BYTES = 128;

  /** No stack that is smaller has a red zone. */
  private static final int LEAST_STACK_BYTES = 1024;

  private final ModuleContents contents;
  private final String sha256;
  private final Relocatability relocatability;
  private final StartFunction startFunction;
  private final Map<Integer, StackUse> stackUses;
  private final Collection<Definition> definitions;
  private final Set<String> weak;
  private final Map<Integer, Import> undefinedWeak;

  /**
   * @param sha256 the hash of the file, lower-case hexadecimal
   * @param stackUses what code does with each global that may be a stack pointer
   */
  InputModule(
      ModuleContents contents,
      String sha256,
      Relocatability relocatability,
      StartFunction startFunction,
      Map<Integer, StackUse> stackUses) {
    this.contents = contents;
    this.sha256 = sha256;
    this.relocatability = relocatability;
    this.startFunction = startFunction;
    this.stackUses = Map.copyOf(stackUses);
    this.definitions = Definition.of(contents, relocatability);
    this.weak = weakNames();
    this.undefinedWeak = readUndefinedWeak();
  }

  /** The path or file name that it was read under. */
  public String name() {
    return contents.file();
  }

  /** SHA-256 of the file, lower-case hexadecimal. */
  public String sha256() {
    return sha256;
  }

  public WasmBinary binary() {
    return contents.binary();
  }

  public CodeScan scan() {
    return contents.scan();
  }

  public NameSection names() {
    return contents.names();
  }

  /** The same module, relocated in another way. */
  InputModule as(Relocatability other) {
    return new InputModule(contents, sha256, other, startFunction, stackUses);
  }

  /** Its relocation model. */
  public Relocatability relocatability() {
    return relocatability;
  }

  /** What it defines under names that other modules may mean as well, in order; each name once. */
  public Collection<Definition> definitions() {
    return definitions;
  }

  /** The toolchain that made it. */
  public Producer producer() {
    return contents.producer();
  }

  /** Whether an export is a weak definition, which any other definition replaces. */
  public boolean isWeakExport(Export export) {
    return weak.contains(export.name());
  }

  /** What is weak, also in a module whose relocations nobody needs. */
  private Set<String> weakNames() {
    Stream<String> ofSymbols =
        contents.linking().stream()
            .flatMap(section -> section.symbols().stream())
            .filter(symbol -> symbol.isWeak() && !symbol.isUndefined())
            .map(Symbol::name);
    Stream<String> ofLibrary =
        definitions.stream()
            .filter(definition -> definition.binding() == Definition.Binding.WEAK)
            .map(Definition::name);
    return Stream.concat(ofSymbols, ofLibrary).collect(Collectors.toUnmodifiableSet());
  }

  /**
   * Whether an import may stay without a definition. Linkers list a weak symbol once, as an import
   * from {@code env}, also where it is imported through the GOT.
   */
  public boolean isWeakImport(Import imported) {
    List<WeakImport> weak =
        relocatability.library().map(DylinkSection::weakImports).orElse(List.of());
    return weak.contains(new WeakImport(imported.module(), imported.name()))
        || (imported.module().startsWith("GOT.")
            && weak.contains(new WeakImport(ImportNames.FLAT, imported.name())));
  }

  /** The names of the libraries that it needs. */
  public List<String> neededLibraries() {
    return relocatability.library().map(DylinkSection::needed).orElse(List.of());
  }

  /** The names of the data that its relocations refer to and others have to define. */
  public List<String> undefinedData() {
    return relocatability.relocations().stream()
        .flatMap(relocations -> relocations.dataSymbols().stream())
        .filter(Symbol::isUndefined)
        .map(Symbol::name)
        .toList();
  }

  /**
   * The weak functions that nothing defined when the module was linked, as the imports that they
   * would have been, by the functions that stand for them.
   */
  public Map<Integer, Import> undefinedWeak() {
    return undefinedWeak;
  }

  private Map<Integer, Import> readUndefinedWeak() {
    Map<Integer, Import> imports = new TreeMap<>();
    relocatability
        .relocations()
        .ifPresent(
            relocations ->
                relocations
                    .undefinedWeak()
                    .forEach(
                        (function, name) ->
                            imports.put(
                                function,
                                new Import(
                                    ImportNames.FLAT, name, binary().functions().get(function)))));
    return imports;
  }

  /** The names of the data whose addresses static linking left open in internal GOT entries. */
  public List<String> openEntries() {
    return IntStream.range(0, binary().globals().size())
        .mapToObj(contents::openEntry)
        .flatMap(Optional::stream)
        .toList();
  }

  /** The start function to call when the module is initialized, or -1. */
  public int start() {
    return startFunction == StartFunction.ZEROES ? -1 : binary().start();
  }

  /**
   * The function that calls the constructors of a shared library that does not export it, which is
   * how linkers make them, or -1. Only the name section tells.
   */
  public int hiddenConstructors() {
    return relocatability.library().isEmpty() ? -1 : namedConstructors();
  }

  /** The function that has the name of the one that calls the constructors, or -1. */
  int namedConstructors() {
    int imported = binary().imported(ExternType.Kind.FUNCTION);
    for (Map.Entry<Integer, String> function : names().functions().entrySet()) {
      int body = function.getKey() - imported;
      if (function.getValue().equals(LinkerSymbols.CALL_CONSTRUCTORS)
          && body >= 0
          && body < binary().bodies().size()) {
        return function.getKey();
      }
    }
    return -1;
  }

  /** The name under which other modules may have the same tag; null if there is none. */
  public @Nullable String tagName(int tag) {
    Optional<Relocations> relocations = relocatability.relocations();
    if (relocations.isPresent()) {
      return relocations.get().symbols().stream()
          .filter(symbol -> symbol.kind() == Symbol.Kind.TAG && symbol.index() == tag)
          .filter(symbol -> !symbol.isLocal())
          .map(Symbol::name)
          .findFirst()
          .orElse(null);
    }
    return binary().exports().stream()
        .filter(each -> each.kind() == ExternType.Kind.TAG && each.index() == tag)
        .filter(each -> relocatability.library().isPresent())
        .map(Export::name)
        .findFirst()
        .orElse(null);
  }

  /** See {@link ModuleContents#isNamedStackPointer}. */
  public boolean isNamedStackPointer(int global) {
    return contents.isNamedStackPointer(global);
  }

  /**
   * The lowest address that a global may have as the pointer of a stack that grows down; empty if
   * it does not look like one. Of a stack that compilers make, they use some bytes below the
   * pointer.
   */
  public OptionalInt stackFloor(int global) {
    StackUse use = stackUse(global);
    boolean named = isNamedStackPointer(global);
    long top = Integer.toUnsignedLong(globalValue(global).orElse(0));
    boolean looks = use != null && (use.lowered() || use.resembles());
    if (!named && !(looks && top > 0 && top <= memoryBytes())) {
      return OptionalInt.empty();
    }
    return OptionalInt.of(top < LEAST_STACK_BYTES ? 0 : RED_ZONE_BYTES);
  }

  /** What its functions do with a global that may be a stack pointer; null if it is none. */
  public @Nullable StackUse stackUse(int global) {
    return stackUses.get(global);
  }

  /** The export of that name and kind, or null. */
  public @Nullable Export export(String exportName, ExternType.Kind kind) {
    return contents.export(exportName, kind);
  }

  /** See {@link ConstantExpression#initialValue}. */
  public OptionalInt globalValue(int global) {
    return contents.globalValue(global);
  }

  /** Bytes of the memory that it starts with; 0 if it has none. */
  public long memoryBytes() {
    return CodeScan.memoryBytes(binary());
  }

  /** Bytes above its own {@code __heap_base} that it was linked with. */
  public long initialHeapBytes() {
    return memoryBytes() - relocatability.heapBase().orElse(0);
  }

  /** The file's name without directories and without {@code .wasm}, as imports name a module. */
  public String stem() {
    String file = name().substring(name().lastIndexOf('/') + 1);
    return file.endsWith(".wasm") ? file.substring(0, file.length() - ".wasm".length()) : file;
  }
}

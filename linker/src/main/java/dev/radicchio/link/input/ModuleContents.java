package dev.radicchio.link.input;

import dev.radicchio.binary.Export;
import dev.radicchio.binary.ExternType;
import dev.radicchio.binary.Import;
import dev.radicchio.binary.LinkingSection;
import dev.radicchio.binary.NameSection;
import dev.radicchio.binary.ValType;
import dev.radicchio.binary.WasmBinary;
import dev.radicchio.link.problem.Producer;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * What the file of a module says: what its relocation model is recognised by, and answers from.
 *
 * @param file the file's name, for messages
 * @param scan what its code does
 * @param exports its exports by name
 */
record ModuleContents(
    String file,
    WasmBinary binary,
    CodeScan scan,
    NameSection names,
    Optional<LinkingSection> linking,
    Map<String, Export> exports) {
  private static final ExternType.Global ADDRESS = new ExternType.Global(ValType.I32, false);
  private static final String ASSEMBLYSCRIPT_STACK_POINTER = "~lib/memory/__stack_pointer";

  ModuleContents {
    exports = Map.copyOf(exports);
  }

  /**
   * Decodes a file.
   *
   * @throws dev.radicchio.binary.MalformedWasmException if it is not Wasm, or cut short, or corrupt
   */
  static ModuleContents read(String file, byte[] bytes) {
    WasmBinary binary = WasmBinary.read(bytes);
    CodeScan scan = CodeScan.of(binary);
    Map<String, Export> exports = new HashMap<>();
    binary.exports().forEach(export -> exports.put(export.name(), export));
    return new ModuleContents(
        file, binary, scan, NameSection.of(binary), LinkingSection.of(binary), exports);
  }

  /** The toolchain that made it. */
  Producer producer() {
    return ProducerMarks.of(this);
  }

  /** The export of that name and kind, or null. */
  @Nullable Export export(String name, ExternType.Kind kind) {
    Export export = exports.get(name);
    return export != null && export.kind() == kind ? export : null;
  }

  /** See {@link ConstantExpression#initialValue}. */
  OptionalInt globalValue(int global) {
    return ConstantExpression.initialValue(binary, global);
  }

  /** The name of a global in the name section; empty if it has none. */
  String globalName(int global) {
    return names.globals().getOrDefault(global, "");
  }

  /**
   * Whether a global has the name of a stack pointer, in the name section or as an export; it is
   * that of LLVM, which AssemblyScript has taken.
   */
  boolean isNamedStackPointer(int global) {
    if (!binary.globals().get(global).equals(StackUse.POINTER)) {
      return false;
    }
    Export export = export(LinkerSymbols.STACK_POINTER, ExternType.Kind.GLOBAL);
    return globalName(global).equals(LinkerSymbols.STACK_POINTER)
        || globalName(global).equals(ASSEMBLYSCRIPT_STACK_POINTER)
        || (export != null && export.index() == global);
  }

  /** Whether a table is imported as the one that function pointers are indices of. */
  boolean importsFunctionTable(int table) {
    List<Import> imports = binary.imports(ExternType.Kind.TABLE);
    return table < imports.size()
        && imports.get(table).module().equals(ImportNames.FLAT)
        && imports.get(table).name().equals(LinkerSymbols.FUNCTION_TABLE);
  }

  /**
   * Whether a table is imported as older toolchains import the one that function pointers index.
   * Its first name may be anything, since minifiers shorten it.
   */
  boolean importsOtherTable(int table) {
    List<Import> imports = binary.imports(ExternType.Kind.TABLE);
    return table < imports.size()
        && imports.get(table).name().equals(LinkerSymbols.OTHER_FUNCTION_TABLE);
  }

  /** The {@code __heap_base} that it exports, if it does. */
  OptionalLong exportedHeapBase() {
    Export export = export(LinkerSymbols.HEAP_BASE, ExternType.Kind.GLOBAL);
    OptionalInt value = export == null ? OptionalInt.empty() : globalValue(export.index());
    return value.isPresent()
        ? OptionalLong.of(Integer.toUnsignedLong(value.getAsInt()))
        : OptionalLong.empty();
  }

  /** Whether a global may be the address of data: linkers export it as an immutable number. */
  boolean mayBeAddress(int global) {
    return binary.globals().get(global).equals(ADDRESS);
  }

  /** The value of an exported global that may be an address; empty for any other. */
  OptionalInt exportedValue(Export export) {
    return mayBeAddress(export.index()) ? globalValue(export.index()) : OptionalInt.empty();
  }

  /** The first address that an export of a global stands for, if one does. */
  OptionalInt exportedAs(int global, Function<Export, OptionalInt> address) {
    return binary.exports().stream()
        .filter(export -> export.kind() == ExternType.Kind.GLOBAL && export.index() == global)
        .map(address)
        .filter(OptionalInt::isPresent)
        .findFirst()
        .orElse(OptionalInt.empty());
  }

  /**
   * The name of the data whose address an internal GOT entry holds that has no relocations: static
   * linking left it at 0 because it did not know the symbol.
   */
  Optional<String> openEntry(int global) {
    String name = globalName(global);
    return name.startsWith(LinkerSymbols.INTERNAL_DATA)
            && globalValue(global).equals(OptionalInt.of(0))
        ? Optional.of(name.substring(LinkerSymbols.INTERNAL_DATA.length()))
        : Optional.empty();
  }

  /** The address that another module has for an {@link #openEntry}; empty for any other global. */
  OptionalInt leftOpen(int global, ModulePlace place) {
    return openEntry(global).map(place::foreign).orElse(OptionalInt.empty());
  }

  /** Whether a global that code uses has an initial value from {@code start} to {@code end}. */
  boolean pointsInto(int global, long start, long end) {
    OptionalInt value = globalValue(global);
    return scan.usesGlobal(global)
        && value.isPresent()
        && Integer.toUnsignedLong(value.getAsInt()) >= Math.max(1, start)
        && Integer.toUnsignedLong(value.getAsInt()) <= end;
  }
}

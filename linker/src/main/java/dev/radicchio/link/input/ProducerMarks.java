package dev.radicchio.link.input;

import dev.radicchio.binary.DataSegment;
import dev.radicchio.binary.Export;
import dev.radicchio.binary.ExternType;
import dev.radicchio.binary.FunctionType;
import dev.radicchio.binary.Import;
import dev.radicchio.binary.MalformedWasmException;
import dev.radicchio.binary.ValType;
import dev.radicchio.binary.WasmBinary;
import dev.radicchio.binary.WasmReader;
import dev.radicchio.link.problem.Producer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Stream;

/**
 * What tells who made a module: the {@code producers} section, and what toolchains leave that write
 * none: custom sections, and names of what a module imports, exports and names.
 *
 * <table>
 * <caption>Marks</caption>
 * <tr><td>Go<td>{@code go:buildid}, processed by {@code Go cmd/compile}
 * <tr><td>TinyGo<td>another module in Go, names that begin with {@code tinygo_}, imports from {@code gojs}
 * <tr><td>AssemblyScript<td>{@code ~lib/} in names and texts, {@code env.abort}, {@code __rtti_base}
 * <tr><td>Emscripten<td>{@code emscripten_} in names of imports and exports
 * <tr><td>Kotlin<td>names that begin with {@code kotlin.}
 * <tr><td>MoonBit<td>names that begin with {@code moonbit.}, imports from {@code spectest}
 * <tr><td>Zig<td>names of its standard library's and runtime's functions
 * </table>
 *
 * <p>What is in the producers section goes before marks, and who linked a module before who
 * compiled parts of it.
 *
 * @see <a
 *     href="https://github.com/WebAssembly/tool-conventions/blob/main/ProducersSection.md">Producers
 *     Section</a>
 */
final class ProducerMarks {
  private static final String LANGUAGE = "language/";
  private static final String TOOL = "processed-by/";
  private static final FunctionType ABORT =
      new FunctionType(List.of(ValType.I32, ValType.I32, ValType.I32, ValType.I32), List.of());
  private static final String ASSEMBLYSCRIPT_LIBRARY = "~lib/";

  private final ModuleContents contents;
  private final WasmBinary binary;
  private final Set<String> producers;

  private ProducerMarks(ModuleContents contents) {
    this.contents = contents;
    this.binary = contents.binary();
    this.producers = producers(binary);
  }

  /** The toolchain that made a module. */
  static Producer of(ModuleContents contents) {
    return new ProducerMarks(contents).find();
  }

  private Producer find() {
    if (binary.custom("go:buildid").isPresent() || says(TOOL + "Go cmd/compile")) {
      return Producer.GO;
    } else if (says(TOOL + "TinyGo") || says(LANGUAGE + "Go") || isOfTinyGo()) {
      return Producer.TINYGO;
    } else if (says("sdk/Emscripten") || isOfEmscripten()) {
      return Producer.EMSCRIPTEN;
    } else if (says(TOOL + "wasm-bindgen")) {
      return Producer.WASM_BINDGEN;
    } else if (says(LANGUAGE + "Rust") || says(TOOL + "rustc")) {
      return Producer.RUST;
    } else if (says(LANGUAGE + "Zig") || says(TOOL + "Zig") || isOfZig()) {
      return Producer.ZIG;
    } else if (says(TOOL + "Kotlin") || isOfKotlin()) {
      return Producer.KOTLIN;
    } else if (says(TOOL + "moonc") || isOfMoonBit()) {
      return Producer.MOONBIT;
    } else if (isOfAssemblyScript()) {
      return Producer.ASSEMBLYSCRIPT;
    }
    boolean clang = producers.stream().anyMatch(each -> each.matches(TOOL + "(.* )?clang"));
    return clang ? Producer.CLANG : Producer.UNKNOWN;
  }

  private boolean says(String producer) {
    return producers.contains(producer);
  }

  private boolean isOfTinyGo() {
    return imports().anyMatch(imported -> imported.module().equals("gojs"))
        || anyName(name -> name.startsWith("tinygo_"));
  }

  private boolean isOfEmscripten() {
    return Stream.concat(imports().map(Import::name), exports())
        .anyMatch(name -> name.matches("_?emscripten_.*"));
  }

  private boolean isOfKotlin() {
    return anyName(name -> name.startsWith("kotlin."));
  }

  private boolean isOfMoonBit() {
    return imports().anyMatch(imported -> imported.qualifiedName().equals("spectest.print_char"))
        || anyName(name -> name.startsWith("moonbit."));
  }

  private boolean isOfZig() {
    return contents.names().functions().values().stream()
        .anyMatch(name -> name.startsWith("compiler_rt.") || name.startsWith("debug.FullPanic("));
  }

  private boolean isOfAssemblyScript() {
    return Stream.concat(
                contents.names().functions().values().stream(),
                contents.names().globals().values().stream())
            .anyMatch(name -> name.contains(ASSEMBLYSCRIPT_LIBRARY))
        || exports().anyMatch("__rtti_base"::equals)
        || importsAbort()
        || binary.data().stream().anyMatch(this::namesLibrary);
  }

  private boolean importsAbort() {
    List<Import> functions = binary.imports(ExternType.Kind.FUNCTION);
    for (int i = 0; i < functions.size(); i++) {
      if (functions.get(i).qualifiedName().equals("env.abort")
          && binary.functionType(i).equals(ABORT)) {
        return true;
      }
    }
    return false;
  }

  /** Whether a text in a segment is the path of a file of the library, which says what failed. */
  private boolean namesLibrary(DataSegment segment) {
    byte[] bytes = Arrays.copyOfRange(binary.bytes(), segment.data().start(), segment.data().end());
    String text = new String(bytes, StandardCharsets.ISO_8859_1);
    return text.contains(
        new String(
            ASSEMBLYSCRIPT_LIBRARY.getBytes(StandardCharsets.UTF_16LE),
            StandardCharsets.ISO_8859_1));
  }

  private Stream<Import> imports() {
    return binary.imports().stream();
  }

  private Stream<String> exports() {
    return binary.exports().stream().map(Export::name);
  }

  private boolean anyName(Predicate<String> matches) {
    return Stream.of(
            imports().map(Import::name), exports(), contents.names().functions().values().stream())
        .flatMap(names -> names)
        .anyMatch(matches);
  }

  /** Field and name of all producers, as {@code language/Rust}; none if the section is broken. */
  private static Set<String> producers(WasmBinary binary) {
    try {
      return binary.custom("producers").map(ProducerMarks::read).orElse(Set.of());
    } catch (MalformedWasmException e) {
      return Set.of();
    }
  }

  private static Set<String> read(WasmReader in) {
    Set<String> producers = new HashSet<>();
    for (int fields = in.count(); fields > 0; fields--) {
      String field = in.name();
      for (int values = in.count(); values > 0; values--) {
        producers.add(field + "/" + in.name());
        in.name();
      }
    }
    return Collections.unmodifiableSet(producers);
  }
}

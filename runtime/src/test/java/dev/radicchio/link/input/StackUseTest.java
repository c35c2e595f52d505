package dev.radicchio.link.input;

import static org.assertj.core.api.Assertions.assertThat;

import dev.radicchio.binary.Export;
import dev.radicchio.binary.ExternType;
import dev.radicchio.binary.Import;
import dev.radicchio.binary.NameSection;
import dev.radicchio.binary.WasmBinary;
import dev.radicchio.fixture.Fixture;
import dev.radicchio.link.input.StackUse.Verdict;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

final class StackUseTest {
  private static final WasmBinary USES = WasmBinary.read(Fixture.bytes("stacks/uses"));

  /** Modules of every toolchain that there is, most of which have names. */
  private static final List<Path> FOLDERS =
      List.of(
          Path.of("../corpus/wasm"),
          Path.of("src/test/resources/wasm"),
          Path.of("../processor/src/test/resources/wasm"),
          Path.of("../example/imaging/src/main/resources/wasm"),
          Path.of("../example/integration/src/main/resources/wasm"),
          Path.of("../example/quickstart/src/main/resources/wasm"),
          Path.of("../example/benchmarks/src/main/resources/wasm"));

  /** A file's pointers to stacks: the one that has the name, and those that their use proves. */
  private record Found(List<Integer> named, List<Integer> proven, List<Integer> uncertain) {}

  private static final Map<String, Found> FILES = findAll();

  static List<Export> globalsNamedByVerdict() {
    return USES.exports().stream()
        .filter(export -> export.kind() == ExternType.Kind.GLOBAL)
        .toList();
  }

  @ParameterizedTest
  @MethodSource("globalsNamedByVerdict")
  void judgesByWhatEveryFunctionDoes(Export global) {
    Verdict verdict =
        StackUse.of(USES, CodeScan.of(USES), List.of(global.index())).get(global.index()).verdict();
    assertThat(global.name()).startsWith(verdict.name().toLowerCase(Locale.ROOT) + ":");
  }

  @Test
  void findsWithoutNamesWhatIsNamed() {
    Map<String, Found> files = new TreeMap<>(FILES);
    files.forEach(
        (file, found) -> {
          if (!found.named.isEmpty()) {
            assertThat(found.proven).as(file).isEqualTo(found.named);
          }
        });
    System.out.println(
        "stack pointers: "
            + files.values().stream().filter(found -> !found.named.isEmpty()).count()
            + " files name one that code moves, each of which is found without names; "
            + files.values().stream()
                .filter(found -> found.named.isEmpty() && !found.proven.isEmpty())
                .count()
            + " files have one without a name");
  }

  @Test
  void isUncertainOfNoneThatAToolchainMakes() {
    Map<String, Found> files = new TreeMap<>(FILES);
    files.keySet().removeIf(file -> file.startsWith("stacks/"));
    assertThat(files).allSatisfy((file, found) -> assertThat(found.uncertain).isEmpty());
  }

  @Test
  void findsThoseOfStrippedModules() {
    Map<String, Found> files = new TreeMap<>(FILES);
    assertThat(
            Stream.of(
                "standard.rustc1.63.2.absolute.wasm",
                "containers.clang19.O2.absolute.wasm",
                "program.clang14.O0.absolute.wasm",
                "shapes.zig0.17.ReleaseSmall.absolute.wasm",
                "frames.emscripten.wasm",
                "frames.wasm-opt.wasm"))
        .allSatisfy(file -> assertThat(files.get(file).proven).containsExactly(0));
    assertThat(files.get("collections.assemblyscript0.28.20incremental.O3.absolute.wasm").proven)
        .containsExactly(22);
    assertThat(files.get("dispatch.assemblyscript0.28.20stub.O0.absolute.wasm").proven).isEmpty();
  }

  private static Map<String, Found> findAll() {
    Map<String, Found> files = new TreeMap<>();
    for (Path folder : FOLDERS) {
      try (Stream<Path> inside = Files.walk(folder)) {
        inside
            .filter(file -> file.toString().endsWith(".wasm"))
            .filter(file -> !file.toString().contains("refused"))
            .forEach(file -> files.put(folder.relativize(file).toString(), find(file)));
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
    return files;
  }

  private static Found find(Path file) {
    WasmBinary module = read(file);
    CodeScan scan = CodeScan.of(module);
    Found found = new Found(new ArrayList<>(), new ArrayList<>(), new ArrayList<>());
    for (int global = 0; global < module.globals().size(); global++) {
      if (module.globals().get(global).equals(StackUse.POINTER) && scan.writesGlobal(global)) {
        if (isNamed(module, global)) {
          found.named.add(global);
        }
        switch (StackUse.of(module, scan, List.of(global)).get(global).verdict()) {
          case PUT_BACK -> found.proven.add(global);
          case UNCERTAIN -> found.uncertain.add(global);
          case OTHER -> {}
        }
      }
    }
    return found;
  }

  private static boolean isNamed(WasmBinary module, int global) {
    List<Import> imports = module.imports(ExternType.Kind.GLOBAL);
    return "__stack_pointer".equals(NameSection.of(module).globals().get(global))
        || (global < imports.size() && imports.get(global).name().equals("__stack_pointer"));
  }

  private static WasmBinary read(Path file) {
    try {
      return WasmBinary.read(Files.readAllBytes(file));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}

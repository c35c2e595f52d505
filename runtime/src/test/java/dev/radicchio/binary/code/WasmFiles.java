package dev.radicchio.binary.code;

import dev.radicchio.binary.ExternType;
import dev.radicchio.binary.MalformedWasmException;
import dev.radicchio.binary.WasmBinary;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** The modules of the corpus and of the runtime's fixtures. */
final class WasmFiles {
  private static final List<Path> FOLDERS =
      List.of(Path.of("..", "corpus", "wasm"), Path.of("src", "test", "resources", "wasm"));

  private WasmFiles() {}

  /** All that can be read as a module. */
  static List<Path> modules() {
    return FOLDERS.stream()
        .flatMap(WasmFiles::files)
        .filter(file -> file.toString().endsWith(".wasm") && isModule(file))
        .toList();
  }

  private static Stream<Path> files(Path folder) {
    try (Stream<Path> files = Files.walk(folder)) {
      return files.sorted().toList().stream();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static boolean isModule(Path file) {
    try {
      read(file);
      return true;
    } catch (MalformedWasmException e) {
      return false;
    }
  }

  static WasmBinary read(Path file) {
    try {
      return WasmBinary.read(Files.readAllBytes(file));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The functions that a module defines. */
  static IntStream functions(WasmBinary module) {
    return IntStream.range(module.imported(ExternType.Kind.FUNCTION), module.functions().size());
  }
}

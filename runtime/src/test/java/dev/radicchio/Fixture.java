package dev.radicchio;

import dev.radicchio.link.WasmFile;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Objects;

/** The test modules that {@code src/test/guest/build} makes. */
public final class Fixture {
  private Fixture() {}

  /** The bytes of a test module, by its file name without {@code .wasm}. */
  public static byte[] bytes(String name) {
    try (InputStream in = Fixture.class.getResourceAsStream("/wasm/" + name + ".wasm")) {
      return Objects.requireNonNull(in, name).readAllBytes();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** A test module. */
  public static WasmFile wasm(String name) {
    return WasmFile.read(name + ".wasm", bytes(name));
  }
}

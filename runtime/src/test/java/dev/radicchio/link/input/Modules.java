package dev.radicchio.link.input;

import dev.radicchio.binary.Symbol;
import dev.radicchio.fixture.Fixture;
import dev.radicchio.fixture.ModuleBytes;
import dev.radicchio.link.plan.RelocationModel;
import org.jspecify.annotations.Nullable;

/** Modules as reading makes them. */
public final class Modules {
  private Modules() {}

  public static InputModule fixture(String name) {
    return read(name, Fixture.bytes(name), null);
  }

  public static InputModule fixture(String name, RelocationModel model) {
    return read(name, Fixture.bytes(name), model);
  }

  public static InputModule of(ModuleBytes bytes) {
    return read("test.wasm", bytes.toByteArray(), null);
  }

  /** A module under the name of a file. */
  public static InputModule of(String file, byte[] bytes) {
    return read(file, bytes, null);
  }

  /** A module that keeps its addresses wherever it is. */
  public static InputModule rebased(String file, byte[] bytes) {
    return read(file, bytes, RelocationModel.REBASED);
  }

  /** A module of a model that is asked for, under the name of a file. */
  public static InputModule of(String file, byte[] bytes, RelocationModel model) {
    return read(file, bytes, model);
  }

  private static InputModule read(String name, byte[] bytes, @Nullable RelocationModel model) {
    try {
      return ModuleReader.read(name, bytes, model);
    } catch (RefusedModuleException e) {
      throw new AssertionError(e);
    }
  }

  /** The symbols and relocations of a fixture that has them. */
  public static Relocations relocations(String fixture) {
    return fixture(fixture).relocatability().relocations().orElseThrow();
  }

  public static Symbol symbol(Relocations relocations, String name) {
    return relocations.symbols().stream()
        .filter(symbol -> symbol.name().equals(name))
        .findFirst()
        .orElseThrow();
  }
}

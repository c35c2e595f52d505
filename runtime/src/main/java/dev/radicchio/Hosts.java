package dev.radicchio;

import com.dylibso.chicory.runtime.HostFunction;
import com.dylibso.chicory.runtime.ImportValues;
import com.dylibso.chicory.wasi.WasiOptions;
import com.dylibso.chicory.wasi.WasiPreview1;
import dev.radicchio.binary.FunctionType;

/**
 * What a program imports from Java. A value of this class is for one program only, since hosts may
 * have state.
 */
public final class Hosts {
  private final HostImports imports = new HostImports();

  private Hosts() {}

  /** Nothing. */
  public static Hosts none() {
    return new Hosts();
  }

  /**
   * Adds a function, which is told which instance calls.
   *
   * @param module the first of the import's two names
   * @param name the second
   * @param type its type, of numbers only
   */
  public Hosts add(String module, String name, FunctionType type, HostHandler handler) {
    imports.add(module, name, type, handler);
    return this;
  }

  /**
   * Adds functions of Chicory's, under their own names. They get the instance that calls as if it
   * ran alone: its memory at its own addresses, its exports by the names that its module gave them.
   */
  public Hosts add(HostFunction... functions) {
    return add(ImportValues.builder().addFunction(functions).build());
  }

  /** Adds functions of Chicory's as {@link #add(HostFunction...)} does, and globals. */
  public Hosts add(ImportValues values) {
    imports.addOwn(values);
    return this;
  }

  /**
   * Adds WASI preview 1, as Chicory's module {@code wasi} implements it, which has to be on the
   * class path. All instances have the same files; each call reads and writes the memory at the
   * caller's own addresses. It is closed with the program, or at once if a constructor throws.
   */
  public Hosts wasi(WasiOptions options) {
    WasiPreview1 wasi = WasiPreview1.builder().withOptions(options).build();
    imports.addResource(wasi);
    return add(wasi.toHostFunctions());
  }

  HostImports imports() {
    return imports;
  }
}

package dev.radicchio.engine.chicory;

import com.dylibso.chicory.runtime.HostFunction;
import com.dylibso.chicory.runtime.ImportValues;
import com.dylibso.chicory.wasi.WasiOptions;
import com.dylibso.chicory.wasi.WasiPreview1;
import dev.radicchio.engine.EngineHosts;
import java.io.Closeable;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/**
 * What a program that runs on Chicory imports in Chicory's own terms. Functions get the instance
 * that calls as if it ran alone: its memory at its own addresses, its exports by the names that its
 * module gave them.
 */
public final class ChicoryHosts implements EngineHosts {
  private final ImportValues values;
  private final @Nullable Closeable resource;

  private ChicoryHosts(ImportValues values, @Nullable Closeable resource) {
    this.values = values;
    this.resource = resource;
  }

  /** Functions under their own names. */
  public static ChicoryHosts of(HostFunction... functions) {
    return of(ImportValues.builder().addFunction(functions).build());
  }

  /** Functions as {@link #of(HostFunction...)} has them, globals, and tags. */
  public static ChicoryHosts of(ImportValues values) {
    return new ChicoryHosts(values, null);
  }

  /**
   * WASI preview 1, as Chicory's module {@code wasi} implements it, which has to be on the class
   * path. All instances have the same files. It is closed with the program, or at once if a
   * constructor throws.
   */
  public static ChicoryHosts wasi(WasiOptions options) {
    WasiPreview1 wasi = WasiPreview1.builder().withOptions(options).build();
    return new ChicoryHosts(
        ImportValues.builder().addFunction(wasi.toHostFunctions()).build(), wasi);
  }

  @Override
  public String engine() {
    return ChicoryEngine.NAME;
  }

  ImportValues values() {
    return values;
  }

  @Override
  public void close() throws IOException {
    if (resource != null) {
      resource.close();
    }
  }
}

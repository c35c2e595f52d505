package dev.radicchio.link;

import com.dylibso.chicory.wasm.WasmModule;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What linking a program yields: one ordinary Wasm module that any engine can run.
 *
 * <p>It imports what was left to the host, which is nothing by default, and exports {@code memory},
 * {@code __indirect_function_table} if the program has function pointers, {@code _initialize} if
 * there is anything to initialize (to be called once before anything else), and each export of each
 * instance as {@code instance!name}. Its name section names functions the same way.
 */
public final class Image {
  static final String SEPARATOR = "!";

  private final byte[] bytes;
  private final WasmModule module;
  private final Layout layout;
  private final List<String> vectorUsers;

  Image(byte[] bytes, WasmModule module, Layout layout, List<String> vectorUsers) {
    this.bytes = bytes;
    this.module = module;
    this.layout = layout;
    this.vectorUsers = List.copyOf(vectorUsers);
  }

  /** A copy of the image's bytes. */
  public byte[] bytes() {
    return bytes.clone();
  }

  /** The image as Chicory parsed and validated it. */
  public WasmModule module() {
    return module;
  }

  /** The files of modules that have vector instructions, which Chicory 1.7.5 does not run. */
  public List<String> vectorUsers() {
    return vectorUsers;
  }

  /** Where everything is. */
  public Layout layout() {
    return layout;
  }

  /**
   * The name under which the image exports what an instance exports; the plain name without an
   * instance.
   */
  public static String exportName(@Nullable String instance, String export) {
    return instance == null ? export : instance + SEPARATOR + export;
  }
}

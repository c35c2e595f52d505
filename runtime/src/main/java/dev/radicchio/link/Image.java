package dev.radicchio.link;

import com.dylibso.chicory.wasm.WasmModule;
import com.dylibso.chicory.wasm.types.ExternalType;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What linking a program yields: one ordinary Wasm module that any engine can run.
 *
 * <p>It imports the functions of the program's heap, if that is in Java and any instance uses it,
 * and what was left to the host; and it exports {@code memory}, {@code __indirect_function_table}
 * if the program has function pointers, {@code _initialize} if there is anything to initialize (to
 * be called once before anything else), and each export of each instance as {@code instance!name}.
 * Its name section names functions the same way.
 */
public final class Image {
  /** The module that the functions of a heap in Java are imported from. */
  public static final String HEAP_MODULE = "radicchio.heap";

  /** The name under which the image exports the table that function pointers index, if any. */
  public static final String TABLE_EXPORT = Relocs.INDIRECT_FUNCTION_TABLE;

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

  /**
   * The index of the global that holds the stack pointer of all instances: the first that is not
   * imported.
   */
  public int stackPointer() {
    return module.importSection().count(ExternalType.GLOBAL);
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

  /** The instance in such a name, or that calls an import of that name; empty if it has none. */
  public static String instanceOf(String name) {
    return name.substring(0, Math.max(0, name.indexOf(SEPARATOR)));
  }

  /** Such a name without its instance. */
  public static String nameOf(String name) {
    return name.substring(name.indexOf(SEPARATOR) + 1);
  }
}

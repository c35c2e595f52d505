package dev.radicchio.link;

import dev.radicchio.binary.WasmBinary;
import dev.radicchio.link.input.LinkerSymbols;
import dev.radicchio.link.plan.Layout;
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
  public static final String TABLE_EXPORT = LinkerSymbols.FUNCTION_TABLE;

  static final String SEPARATOR = "!";

  /**
   * A module that it was made of.
   *
   * @param file the name of its file
   */
  public record Part(String instance, String file, WasmBinary module) {}

  private final byte[] bytes;
  private final Layout layout;
  private final List<Part> parts;
  private final List<String> vectorUsers;
  private final boolean usesRanges;

  /**
   * @param parts see {@link #parts()}
   * @param vectorUsers see {@link #vectorUsers()}
   * @param usesRanges see {@link #usesRanges()}
   */
  Image(
      byte[] bytes, Layout layout, List<Part> parts, List<String> vectorUsers, boolean usesRanges) {
    this.bytes = bytes;
    this.layout = layout;
    this.parts = List.copyOf(parts);
    this.vectorUsers = List.copyOf(vectorUsers);
    this.usesRanges = usesRanges;
  }

  /** A copy of the image's bytes. */
  public byte[] bytes() {
    return bytes.clone();
  }

  /**
   * The modules that it was made of, one for each instance. The linker checks structure and
   * indices; whoever validates the code as well finds here which module brought what is not valid.
   */
  public List<Part> parts() {
    return parts;
  }

  /** The files of modules that have vector instructions, which not every engine runs. */
  public List<String> vectorUsers() {
    return vectorUsers;
  }

  /** Whether its code has instructions on ranges of tables and arrays. */
  public boolean usesRanges() {
    return usesRanges;
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

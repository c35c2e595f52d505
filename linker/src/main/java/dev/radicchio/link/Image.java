package dev.radicchio.link;

import dev.radicchio.binary.WasmBinary;
import dev.radicchio.link.plan.Layout;
import java.util.List;

/**
 * What linking a program yields: one ordinary Wasm module that any engine can run.
 *
 * <p>It imports the functions of the program's heap, if that is in Java and any instance uses it,
 * and what was left to the host; and it exports {@code memory}, {@code __indirect_function_table}
 * if instances share function pointers, {@code !table!instance} for each that has a table of its
 * own for them, {@code _initialize} if there is anything to initialize (to be called once before
 * anything else), and each export of each instance as {@code instance!name}. Its name section names
 * functions the same way.
 */
public final class Image {
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
  private final List<String> exceptionSharers;
  private final boolean usesRanges;
  private final boolean catchesReferences;

  /**
   * @param parts see {@link #parts()}
   * @param vectorUsers see {@link #vectorUsers()}
   * @param exceptionSharers see {@link #exceptionSharers()}
   * @param usesRanges see {@link #usesRanges()}
   * @param catchesReferences see {@link #catchesReferences()}
   */
  Image(
      byte[] bytes,
      Layout layout,
      List<Part> parts,
      List<String> vectorUsers,
      List<String> exceptionSharers,
      boolean usesRanges,
      boolean catchesReferences) {
    this.bytes = bytes;
    this.layout = layout;
    this.parts = List.copyOf(parts);
    this.vectorUsers = List.copyOf(vectorUsers);
    this.exceptionSharers = List.copyOf(exceptionSharers);
    this.usesRanges = usesRanges;
    this.catchesReferences = catchesReferences;
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

  /**
   * The files of modules in which a function catches references to exceptions and puts one, or may,
   * where other functions find it: in a global, a table, an object, a parameter or a result.
   */
  public List<String> exceptionSharers() {
    return exceptionSharers;
  }

  /** Whether its code catches references to exceptions. */
  public boolean catchesReferences() {
    return catchesReferences;
  }

  /** Whether its code has instructions on ranges of tables and arrays. */
  public boolean usesRanges() {
    return usesRanges;
  }

  /** Where everything is. */
  public Layout layout() {
    return layout;
  }
}

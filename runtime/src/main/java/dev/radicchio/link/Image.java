package dev.radicchio.link;

import com.dylibso.chicory.wasm.Parser;
import com.dylibso.chicory.wasm.WasmModule;
import dev.radicchio.link.input.Relocs;
import dev.radicchio.link.pass.DirectTypes;
import dev.radicchio.link.pass.UnsignedOperands;
import dev.radicchio.link.plan.Layout;
import java.util.List;
import java.util.Optional;
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
  private final Layout layout;
  private final List<String> vectorUsers;
  private final boolean usesRanges;

  /** What validates, until it has. */
  private @Nullable ImageValidator validator;

  private @Nullable WasmModule module;

  /**
   * @param vectorUsers see {@link #vectorUsers()}
   * @param usesRanges whether there are instructions that {@link UnsignedOperands} is for
   */
  Image(
      byte[] bytes,
      Layout layout,
      List<String> vectorUsers,
      boolean usesRanges,
      ImageValidator validator) {
    this.bytes = bytes;
    this.layout = layout;
    this.vectorUsers = List.copyOf(vectorUsers);
    this.usesRanges = usesRanges;
    this.validator = validator;
  }

  /** A copy of the image's bytes. */
  public byte[] bytes() {
    return bytes.clone();
  }

  /** The bytes of {@link #compilable()}; empty if no type is shared by so many. */
  Optional<byte[]> separated() {
    return DirectTypes.separate(checked());
  }

  private byte[] checked() {
    return usesRanges ? UnsignedOperands.check(bytes) : bytes;
  }

  /**
   * The image as Chicory parses and validates it, once: the linker checks structure and indices,
   * and that the code is well typed is seen here, which takes several times as long as linking.
   *
   * @throws LinkException if a module's code is not valid
   */
  public synchronized WasmModule module() {
    WasmModule parsed = module;
    if (parsed == null) {
      parsed = parse(bytes);
      module = parsed;
    }
    return parsed;
  }

  /** A form of the image for Chicory 1.7.5, which does there what other engines do with it. */
  public static final class Form {
    private final byte[] bytes;
    private final WasmModule module;

    private Form(byte[] bytes, WasmModule module) {
      this.bytes = bytes;
      this.module = module;
    }

    /** The module, not to be changed. */
    public byte[] bytes() {
      return bytes;
    }

    /** The same, parsed and validated. */
    public WasmModule module() {
      return module;
    }
  }

  /**
   * The image for the interpreter: with instructions on ranges of tables and arrays that trap as
   * they should, see {@link UnsignedOperands}.
   *
   * @throws LinkException if a module's code is not valid
   */
  public synchronized Form interpretable() {
    byte[] form = checked();
    return new Form(form, usesRanges ? parse(form) : module());
  }

  /**
   * The image for the compiler, as for the interpreter, and with types of their own for functions
   * that are only called directly, where very many functions share a type: the compiler switches
   * over all functions of a type to call one through the table.
   *
   * @throws LinkException if a module's code is not valid
   */
  public synchronized Form compilable() {
    Optional<byte[]> separated = separated();
    return separated.isPresent()
        ? new Form(separated.get(), parse(separated.get()))
        : interpretable();
  }

  private WasmModule parse(byte[] form) {
    ImageValidator unvalidated = validator;
    if (unvalidated == null) {
      return Parser.parse(form);
    }
    WasmModule parsed = unvalidated.parse(form);
    validator = null;
    return parsed;
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

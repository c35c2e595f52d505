package dev.radicchio.link.plan;

import dev.radicchio.binary.FunctionType;
import org.jspecify.annotations.Nullable;

/** The names of what an image imports and exports. */
public final class ImageNaming {
  /** The module that the functions of a heap in Java are imported from. */
  public static final String HEAP_MODULE = "radicchio.heap";

  /** The name under which the image exports the table that function pointers index, if any. */
  public static final String TABLE_EXPORT = "__indirect_function_table";

  /** What a command exports to be run. */
  public static final String START = "_start";

  private static final String OWN_TABLE = "table";
  private static final String OWN_PAGES = "pages";
  private static final String OWN_GROW = "grow";

  /** What is between an instance and the name of what it exports or imports. */
  public static final String SEPARATOR = "!";

  private ImageNaming() {}

  /**
   * The name under which the image exports what an instance exports; the plain name without an
   * instance.
   */
  public static String exportName(@Nullable String instance, String export) {
    return instance == null ? export : instance + SEPARATOR + export;
  }

  /**
   * The name under which the image exports the table that an instance has for itself, whether the
   * module exports it or not.
   */
  public static String ownTable(String instance) {
    return ofLinker(OWN_TABLE, instance);
  }

  /**
   * The name under which the image exports the global that has the size in pages of the memory that
   * an instance has for itself.
   */
  public static String ownPages(String instance) {
    return ofLinker(OWN_PAGES, instance);
  }

  /** The name under which the image exports the function that grows that memory. */
  public static String ownGrow(String instance) {
    return ofLinker(OWN_GROW, instance);
  }

  /** No instance has an empty name, so that nothing else is called that. */
  private static String ofLinker(String what, String instance) {
    return SEPARATOR + what + SEPARATOR + instance;
  }

  /**
   * Whether an export is the {@code _start} of a command, which can run once.
   *
   * @param name with or without its instance
   */
  public static boolean isStart(String name, FunctionType type) {
    return nameOf(name).equals(START) && type.params().isEmpty() && type.results().isEmpty();
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

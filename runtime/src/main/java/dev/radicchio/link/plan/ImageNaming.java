package dev.radicchio.link.plan;

import org.jspecify.annotations.Nullable;

/** The names of what an image imports and exports. */
public final class ImageNaming {
  /** The module that the functions of a heap in Java are imported from. */
  public static final String HEAP_MODULE = "radicchio.heap";

  /** The name under which the image exports the table that function pointers index, if any. */
  public static final String TABLE_EXPORT = "__indirect_function_table";

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

  /** The instance in such a name, or that calls an import of that name; empty if it has none. */
  public static String instanceOf(String name) {
    return name.substring(0, Math.max(0, name.indexOf(SEPARATOR)));
  }

  /** Such a name without its instance. */
  public static String nameOf(String name) {
    return name.substring(name.indexOf(SEPARATOR) + 1);
  }
}

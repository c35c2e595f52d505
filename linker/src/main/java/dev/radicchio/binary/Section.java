package dev.radicchio.binary;

import java.util.List;

/**
 * One section of a module.
 *
 * @param id the section's number; 0 for a custom section
 * @param name the name of a custom section, else empty
 * @param contents what follows the size; for a custom section, what follows the name
 * @param payload what follows the size, name included; relocation offsets of a custom section count
 *     from here
 * @see <a href="https://webassembly.github.io/spec/core/binary/modules.html#sections">Binary
 *     Format: Sections</a>
 */
public record Section(int id, String name, Span contents, Span payload) {
  /** The sections' numbers. */
  public static final int CUSTOM = 0;

  public static final int TYPE = 1;
  public static final int IMPORT = 2;
  public static final int FUNCTION = 3;
  public static final int TABLE = 4;
  public static final int MEMORY = 5;
  public static final int GLOBAL = 6;
  public static final int EXPORT = 7;
  public static final int START = 8;
  public static final int ELEMENT = 9;
  public static final int CODE = 10;
  public static final int DATA = 11;
  public static final int DATA_COUNT = 12;
  public static final int TAG = 13;

  /** The numbers of all sections but custom ones, in the order in which they must stand. */
  private static final List<Integer> IN_ORDER =
      List.of(
          TYPE,
          IMPORT,
          FUNCTION,
          TABLE,
          MEMORY,
          TAG,
          GLOBAL,
          EXPORT,
          START,
          ELEMENT,
          DATA_COUNT,
          CODE,
          DATA);

  /** The place of a section among those that are not custom, or -1 where there is no such one. */
  static int place(int id) {
    return IN_ORDER.indexOf(id);
  }
}

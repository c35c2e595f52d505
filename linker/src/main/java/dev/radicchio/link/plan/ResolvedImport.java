package dev.radicchio.link.plan;

/**
 * Something that an instance does not have itself, and where linking gets it from.
 *
 * @param instance the instance that imports
 * @param kind what it imports
 * @param module the first of the import's two names; {@code env} for undefined data of a module
 *     with relocations, which is no import, and for a function of its own allocator that the
 *     program's heap replaces
 * @param name the second
 * @param origin who has it
 */
public record ResolvedImport(
    String instance, Kind kind, String module, String name, Origin origin) {
  /** What an import is of. */
  public enum Kind {
    /** A function to call. */
    FUNCTION,
    /** A function's slot in the table. */
    FUNCTION_ADDRESS,
    /** The address of data. */
    DATA_ADDRESS,
    /** A WebAssembly global. */
    GLOBAL,
    /** A table other than the program's. */
    TABLE,
    /** A tag of exceptions. */
    TAG
  }

  /** Who has what an instance imports. */
  public sealed interface Origin {
    /**
     * Another instance.
     *
     * @param name the instance's name
     * @param export the name under which it exports it; it may in turn have imported it
     */
    record Instance(String name, String export) implements Origin {}

    /** The program's heap in Java. */
    record Heap() implements Origin {}

    /** The host. */
    record Host() implements Origin {}

    /** A region that was asked for, whose import's names are the same. */
    record Region() implements Origin {}
  }

  /** Both names with a dot between them. */
  public String qualifiedName() {
    return module + "." + name;
  }
}

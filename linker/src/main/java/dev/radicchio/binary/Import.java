package dev.radicchio.binary;

/**
 * One import.
 *
 * @param module the first of its two names
 * @param name the second
 * @param type what is imported
 */
public record Import(String module, String name, ExternType type) {
  /** Both names with a dot between them. */
  public String qualifiedName() {
    return module + "." + name;
  }
}

package dev.radicchio.link.plan;

import dev.radicchio.binary.FunctionType;
import org.jspecify.annotations.Nullable;

/**
 * An import of an instance that is left to the host.
 *
 * @param instance the instance that imports
 * @param file its module's file
 * @param module the first of the import's two names
 * @param name the second
 * @param type the function's type, or null if it is a global
 */
public record HostImport(
    String instance, String file, String module, String name, @Nullable FunctionType type) {
  /** Both names with a dot between them. */
  public String qualifiedName() {
    return module + "." + name;
  }
}

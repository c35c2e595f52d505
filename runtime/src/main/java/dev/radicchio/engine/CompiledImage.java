package dev.radicchio.engine;

import dev.radicchio.binary.FunctionType;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;

/**
 * An image as bytecode: a class that runs it, and classes with a static method for each function.
 */
public interface CompiledImage {
  /** The class files by binary names. */
  SortedMap<String, byte[]> classes();

  /** The rest of the image; see {@link dev.radicchio.link.ImageFile}. */
  byte[] file();

  /** The names of functions that are too large for a method and so are interpreted. */
  List<String> interpreted();

  /**
   * The static method of an exported function. It takes numbers as Java's types, then what the
   * engine's generated calls pass; and it returns nothing, a number, or the bits of several.
   *
   * @param owner the simple name of its class, which is in the package of all
   * @param name its name
   */
  record Method(String owner, String name) {}

  /**
   * The method of the function that is exported under a name; empty if it cannot be called as it
   * is.
   */
  Optional<Method> method(String export, FunctionType type);
}

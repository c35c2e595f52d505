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
   * The engine's classes that code names which is generated for it, by binary names.
   *
   * @param loader makes a program of it ready to run, as {@link
   *     dev.radicchio.engine.chicory.Precompiled} does
   * @param calls what its methods are called with, as {@link
   *     dev.radicchio.engine.chicory.DirectCalls} is
   * @param machine what runs an image, of which the class is one
   * @param instance what that is made with
   */
  record Linkage(String loader, String calls, String machine, String instance) {}

  /** The engine's classes that generated code names. */
  Linkage linkage();

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

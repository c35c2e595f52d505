package dev.radicchio.processor.compile;

import com.palantir.javapoet.ClassName;
import dev.radicchio.binary.FunctionType;
import dev.radicchio.engine.ValidImage;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;

/**
 * An image as bytecode: a class that runs it, and classes with a static method for each function.
 */
public final class CompiledImage {
  private final ClassName machine;
  private final dev.radicchio.engine.CompiledImage image;

  private CompiledImage(ClassName machine, dev.radicchio.engine.CompiledImage image) {
    this.machine = machine;
    this.image = image;
  }

  /**
   * Compiles an image.
   *
   * @param machine the class that is to run it; the names of others begin with its
   * @throws RuntimeException if the engine cannot compile it, though it is valid
   */
  public static CompiledImage of(ValidImage image, ClassName machine) {
    return new CompiledImage(machine, image.compile(machine.canonicalName()));
  }

  /** The class that runs the image; it takes what the engine makes of it. */
  public ClassName machine() {
    return machine;
  }

  /** What makes a program of it ready to run. */
  public ClassName loader() {
    return ClassName.bestGuess(image.linkage().loader());
  }

  /** What compiled functions are called with. */
  public ClassName calls() {
    return ClassName.bestGuess(image.linkage().calls());
  }

  /** What runs an image, of which the class is one. */
  public ClassName machines() {
    return ClassName.bestGuess(image.linkage().machine());
  }

  /** What the class is made with. */
  public ClassName instance() {
    return ClassName.bestGuess(image.linkage().instance());
  }

  /** The class files by binary names. */
  public SortedMap<String, byte[]> classes() {
    return image.classes();
  }

  /** The rest of the image; see {@link dev.radicchio.link.ImageFile}. */
  public byte[] file() {
    return image.file();
  }

  /** The names of functions that are too large for a method and so are interpreted. */
  public List<String> interpreted() {
    return image.interpreted();
  }

  /**
   * The static method of an exported function. It takes numbers as Java's types, then the memory
   * and the instance; and it returns nothing, a number, or the bits of several.
   *
   * @param owner its class
   * @param name its name
   */
  public record Method(ClassName owner, String name) {}

  /**
   * The method of the function that is exported under a name; empty if it cannot be called as it
   * is.
   */
  public Optional<Method> method(String export, FunctionType type) {
    return image
        .method(export, type)
        .map(method -> new Method(machine.peerClass(method.owner()), method.name()));
  }
}

package dev.radicchio.engine;

import dev.radicchio.link.Image;
import java.util.ServiceLoader;

/**
 * What validates, compiles and runs images. It is found as a service, in the module or on the class
 * path that has Radicchio's runtime.
 *
 * <p>An engine names itself nowhere but in its own package. What runs on it, it sees as functions
 * and values in the terms of this package.
 */
public interface Engine {
  /**
   * The engine that runs programs which were not compiled ahead of time for another.
   *
   * @throws IllegalStateException if there is none
   */
  static Engine installed() {
    return ServiceLoader.load(Engine.class, Engine.class.getClassLoader())
        .findFirst()
        .orElseThrow(() -> new IllegalStateException("no engine is installed"));
  }

  /**
   * Validates an image. The linker checks structure and indices; that the code is well typed is
   * seen here, which takes several times as long as linking.
   *
   * @throws dev.radicchio.link.LinkException if a module's code is not valid
   */
  ValidImage validate(Image image);

  /**
   * Validates an image and makes it ready to run, compiled where the engine can.
   *
   * @throws dev.radicchio.link.LinkException if a module's code is not valid or needs what the
   *     engine does not have, or the image is larger than the JVM allows
   */
  LoadedImage load(Image image);
}

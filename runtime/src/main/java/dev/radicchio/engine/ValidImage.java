package dev.radicchio.engine;

import dev.radicchio.link.Image;

/** An image whose code an engine has found to be valid. Safe for use by several threads. */
public interface ValidImage {
  /** The image. */
  Image image();

  /**
   * Compiles it ahead of time.
   *
   * @param machine the qualified name of the class that is to run it; the names of others begin
   *     with it
   * @throws RuntimeException if the engine cannot compile it, though it is valid
   */
  CompiledImage compile(String machine);
}

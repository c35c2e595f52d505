package dev.radicchio.engine.chicory;

import dev.radicchio.link.Image;

/** The forms of an image for Chicory. */
public final class Forms {
  private Forms() {}

  /** Checks versions, before there is a form. */
  public static void checkVersions(String compiler, String runTime) {
    EngineVersion.check(compiler, runTime);
  }

  public static byte[] interpretable(Image image) {
    return ImageForm.interpretable(image).bytes();
  }

  public static byte[] compilable(Image image) {
    return ImageForm.compilable(image).bytes();
  }
}

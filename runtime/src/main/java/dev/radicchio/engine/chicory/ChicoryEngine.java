package dev.radicchio.engine.chicory;

import dev.radicchio.engine.Engine;
import dev.radicchio.engine.LoadedImage;
import dev.radicchio.engine.ValidImage;
import dev.radicchio.link.Image;

/** Chicory: its compiler if that is on the class path, else its interpreter. */
public final class ChicoryEngine implements Engine {
  /** Called by {@link java.util.ServiceLoader}. */
  public ChicoryEngine() {}

  @Override
  public ValidImage validate(Image image) {
    byte[] bytes = image.bytes();
    return new ParsedImage(image, bytes, ImageParser.parse(bytes, image));
  }

  @Override
  public LoadedImage load(Image image) {
    return Machines.COMPILER_PRESENT
        ? ChicoryImage.compiled(image)
        : ChicoryImage.interpreted(image);
  }

  /** Makes an image ready as {@link #load} does where Chicory's compiler is absent. */
  public LoadedImage interpreted(Image image) {
    return ChicoryImage.interpreted(image);
  }
}

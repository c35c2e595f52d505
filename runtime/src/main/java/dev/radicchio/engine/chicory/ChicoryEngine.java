package dev.radicchio.engine.chicory;

import dev.radicchio.engine.Engine;
import dev.radicchio.engine.LoadedImage;
import dev.radicchio.engine.Shortcoming;
import dev.radicchio.engine.ValidImage;
import dev.radicchio.link.Image;

/** Chicory: its compiler if that is there, else its interpreter. It is made where none is. */
public final class ChicoryEngine implements Engine {
  static final String NAME = "chicory";

  /** Called by {@link java.util.ServiceLoader}. */
  public ChicoryEngine() {}

  @Override
  public String name() {
    return NAME;
  }

  @Override
  public boolean isPresent() {
    return Machines.isPresent("com.dylibso.chicory.runtime.Instance");
  }

  @Override
  public boolean canCompile() {
    return Machines.COMPILER_PRESENT;
  }

  @Override
  public boolean has(Shortcoming shortcoming) {
    return EngineVersion.has(shortcoming);
  }

  @Override
  public String whereToGet() {
    return "com.dylibso.chicory:runtime to the class path (in a modular application also: requires"
        + " com.dylibso.chicory.runtime)";
  }

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

package dev.radicchio;

import dev.radicchio.engine.chicory.ChicoryEngine;
import dev.radicchio.link.Image;

/** The ways in which Chicory runs a program that was not compiled ahead of time. */
public enum Engine {
  INTERPRETED,
  COMPILED;

  /** An image, ready to run that way. */
  public Executable executable(Image image) {
    return switch (this) {
      case INTERPRETED -> Executable.of(new ChicoryEngine().interpreted(image));
      case COMPILED -> Executable.of(image);
    };
  }
}

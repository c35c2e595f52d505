package dev.radicchio;

import dev.radicchio.engine.ImageInstance;
import org.jspecify.annotations.Nullable;

/**
 * A Java function that guests call through a function pointer, until it is closed. A call after
 * that traps, or reaches what was lent in its place.
 */
public final class LentFunction implements AutoCloseable {
  private final @Nullable ImageInstance image;
  private final int pointer;
  private boolean closed;

  /**
   * @param image takes the function back, or null if it is a guest's own
   */
  LentFunction(@Nullable ImageInstance image, int pointer) {
    this.image = image;
    this.pointer = pointer;
  }

  /** The function pointer, a slot of the program's table. */
  public int pointer() {
    return pointer;
  }

  /** Takes the function back; closing it again does nothing. */
  @Override
  public void close() {
    if (image != null && !closed) {
      closed = true;
      image.takeBack(pointer);
    }
  }
}

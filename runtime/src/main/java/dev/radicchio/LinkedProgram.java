package dev.radicchio;

import com.dylibso.chicory.runtime.ImportValues;
import dev.radicchio.engine.ImageInstance;
import dev.radicchio.link.Image;
import dev.radicchio.link.Layout;
import dev.radicchio.memory.FlatMemory;

/**
 * A running program: one memory, one table, all instances. Not safe for use by several threads at
 * once.
 *
 * <p>Closing a program makes its functions and memory unavailable; what it held is then left to the
 * garbage collector.
 */
public final class LinkedProgram implements AutoCloseable {
  private final ImageInstance image;
  private final Layout layout;
  private boolean closed;

  private LinkedProgram(ImageInstance image, Layout layout) {
    this.image = image;
    this.layout = layout;
  }

  /**
   * Runs an image: fills memory and table, then calls start functions, data relocations and
   * constructors of all instances, those that others import from first.
   *
   * @throws dev.radicchio.link.LinkException if the image is larger than the JVM allows
   * @throws GuestTrapException if a constructor traps
   */
  public static LinkedProgram instantiate(Image image) {
    return instantiate(image, ImportValues.empty());
  }

  /**
   * Runs an image that imports from hosts, as {@link #instantiate(Image)} does.
   *
   * @param hosts what the image imports: Chicory's host functions and globals
   * @throws dev.radicchio.link.LinkException if one is missing or of another type
   */
  public static LinkedProgram instantiate(Image image, ImportValues hosts) {
    return new LinkedProgram(ImageInstance.of(image, hosts), image.layout());
  }

  /**
   * A function that an instance exports.
   *
   * @throws IllegalArgumentException if the instance exports no function of that name
   * @throws IllegalStateException if the program is closed, now or when the function is called
   */
  public GuestFunction function(String instance, String export) {
    checkOpen();
    String name = Image.exportName(instance, export);
    GuestFunction function =
        image
            .function(name)
            .orElseThrow(() -> new IllegalArgumentException("no exported function " + name));
    return arguments -> {
      checkOpen();
      return function.call(arguments);
    };
  }

  /**
   * The memory.
   *
   * @throws IllegalStateException if the program is closed
   */
  public FlatMemory memory() {
    checkOpen();
    return image.memory();
  }

  /** Where everything is. */
  public Layout layout() {
    return layout;
  }

  private void checkOpen() {
    if (closed) {
      throw new IllegalStateException("the program is closed");
    }
  }

  /** Closes the program; closing it again does nothing. */
  @Override
  public void close() {
    closed = true;
  }
}

package dev.radicchio;

import dev.radicchio.engine.Engine;
import dev.radicchio.engine.LoadedImage;
import dev.radicchio.link.Image;
import dev.radicchio.link.plan.Layout;

/**
 * An image that is ready to run: parsed, validated, and compiled if it is to be. The programs that
 * are made from it share that, and nothing else. Safe for use by several threads.
 */
public final class Executable {
  private final LoadedImage image;

  private Executable(LoadedImage image) {
    this.image = image;
  }

  /**
   * Makes an image ready for {@link Engine#installed()}, compiled if that can: Chicory and Endive
   * do where their compiler is on the class path.
   *
   * @throws dev.radicchio.link.LinkException if a module's code is not valid or needs what the
   *     engine does not have, or the image is larger than the JVM allows
   */
  public static Executable of(Image image) {
    return of(image, Engine.installed());
  }

  /**
   * Makes an image ready for one engine, whichever others are there.
   *
   * @param engine such as {@code Engine.named("endive")}
   * @throws dev.radicchio.link.LinkException as {@link #of(Image)} throws it
   */
  public static Executable of(Image image, Engine engine) {
    return of(engine.load(image));
  }

  /** Takes what an engine has made ready, as the code of precompiled programs does. */
  public static Executable of(LoadedImage image) {
    return new Executable(image);
  }

  /** Where everything is. */
  public Layout layout() {
    return image.layout();
  }

  LoadedImage image() {
    return image;
  }

  /**
   * Makes a program: fills memory and table, then calls start functions, data relocations and
   * constructors of all instances, those that others import from first.
   *
   * @param hosts what the image imports; the program closes what they opened, or this method if it
   *     throws
   * @throws dev.radicchio.link.LinkException if an import is missing or of another type
   * @throws GuestTrapException if a constructor traps
   */
  public LinkedProgram instantiate(Hosts hosts) {
    return LinkedProgram.start(this, hosts);
  }

  /** Makes a program, as {@link #instantiate(Hosts)} does, of an image that imports nothing. */
  public LinkedProgram instantiate() {
    return instantiate(Hosts.none());
  }
}

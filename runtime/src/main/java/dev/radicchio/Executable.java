package dev.radicchio;

import com.dylibso.chicory.runtime.Instance;
import com.dylibso.chicory.runtime.Machine;
import dev.radicchio.engine.LoadedImage;
import dev.radicchio.link.Image;
import dev.radicchio.link.ImageFile;
import dev.radicchio.link.plan.Layout;
import java.io.InputStream;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * An image that is ready to run: parsed, validated, and compiled if it is to be. The programs that
 * are made from it share that, and nothing else. Safe for use by several threads.
 */
public final class Executable {
  private final LoadedImage image;

  Executable(LoadedImage image) {
    this.image = image;
  }

  /**
   * Makes an image ready, with Chicory's compiler if that is on the class path.
   *
   * @throws dev.radicchio.link.LinkException if a module's code is not valid or needs what Chicory
   *     does not have, or the image is larger than the JVM allows
   */
  public static Executable of(Image image) {
    return new Executable(LoadedImage.of(image));
  }

  /**
   * Takes an image that was compiled together with the class that asks for it.
   *
   * @param name the name of its file, for messages
   * @param file its file, which is read and closed; null where it was not found
   * @param checksum what tells the file from another
   * @param machines what runs it
   * @throws dev.radicchio.link.LinkException if the file is missing, or another one, or the image
   *     is larger than the JVM allows
   */
  public static Executable precompiled(
      String name, @Nullable InputStream file, int checksum, Function<Instance, Machine> machines) {
    return new Executable(LoadedImage.precompiled(ImageFile.read(name, file, checksum), machines));
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

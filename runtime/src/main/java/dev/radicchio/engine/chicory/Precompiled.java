package dev.radicchio.engine.chicory;

import com.dylibso.chicory.runtime.Instance;
import com.dylibso.chicory.runtime.Machine;
import dev.radicchio.Executable;
import dev.radicchio.link.ImageFile;
import java.io.InputStream;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * How the code that is generated for a precompiled program makes it ready to run. It is not meant
 * for code that is written by hand.
 */
public final class Precompiled {
  private Precompiled() {}

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
  public static Executable executable(
      String name, @Nullable InputStream file, int checksum, Function<Instance, Machine> machines) {
    return Executable.of(ChicoryImage.precompiled(ImageFile.read(name, file, checksum), machines));
  }
}

package dev.radicchio.engine;

import dev.radicchio.link.plan.Layout;
import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;

/**
 * An image that an engine has made ready to run, any number of times. Safe for use by several
 * threads.
 */
public interface LoadedImage {
  /** Where everything is. */
  Layout layout();

  /**
   * Makes an instance: fills memory and table, and runs no code.
   *
   * @param imports what the image imports
   * @param faults what exceptions become that leave it
   * @throws dev.radicchio.link.LinkException if an import is missing or of another type, or the
   *     image cannot be instantiated
   */
  ImageInstance instantiate(ImageImports imports, Faults faults);

  /**
   * What a guest did wrong, in the words of the specification's tests where they have any.
   *
   * @param thrown what a call of a guest threw
   * @return null if it is no exception of the engine's
   */
  @Nullable String fault(Throwable thrown);

  /**
   * What an exception that a guest threw has as its only argument, an {@code i32}.
   *
   * @param thrown what a call of a guest threw
   * @param tag the name under which the image exports the exception's tag
   * @return empty if it is something else
   */
  OptionalInt argument(Throwable thrown, String tag);

  /**
   * The exit code with which a guest ended by WASI's {@code proc_exit}, as far as the engine's own
   * WASI says so.
   *
   * @param thrown what a call of a guest threw
   * @return empty if it is something else
   */
  OptionalInt exitCode(Throwable thrown);
}

package dev.radicchio.link.pass;

import java.util.List;

/**
 * The one list of passes over an image, in the order in which they run: the linker's, which make
 * the image that all engines get, and then those that an engine needs.
 *
 * <p>The order is that of what a pass may take for granted. The translation of legacy exceptions
 * comes first, so that all others know one kind of exceptions; the rebasing of accesses before the
 * metering of instructions, so that what it adds is counted as it runs; the splitting of large
 * functions after both, which make them larger; an engine's own last, since they may write what
 * only that engine runs. Only those that exist are in the list.
 */
public final class ImagePasses {
  private final List<ImagePass> passes;

  private ImagePasses(List<ImagePass> passes) {
    this.passes = List.copyOf(passes);
  }

  /**
   * The linker's passes.
   *
   * @param legacyExceptions whether the code has legacy exception handling
   */
  public static ImagePasses ofLinker(boolean legacyExceptions) {
    return new ImagePasses(legacyExceptions ? List.of(LegacyExceptions::rewrite) : List.of());
  }

  /** An engine's passes in the order given, over an image that the linker's have been over. */
  public static ImagePasses before(List<ImagePass> ofEngine) {
    return new ImagePasses(ofEngine);
  }

  /** Runs all of them over an image. */
  public RewrittenModule run(byte[] image) {
    RewrittenModule module = RewrittenModule.unchanged(image);
    for (ImagePass pass : passes) {
      module = module.then(pass);
    }
    return module;
  }
}

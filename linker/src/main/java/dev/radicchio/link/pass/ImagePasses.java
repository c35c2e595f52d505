package dev.radicchio.link.pass;

import java.util.List;

/**
 * The one list of passes over an image, in the order in which they run: the linker's, and then
 * those that an engine needs.
 *
 * <p>The order is that of what a pass may take for granted. The translation of legacy exceptions
 * comes first, so that all others know one kind of exceptions; the rebasing of accesses before the
 * metering of instructions, so that what it adds is counted as it runs; the splitting of large
 * functions after both, which make them larger; an engine's own last, since they may write what
 * only that engine runs. Only those that exist are in the list, and the linker has none yet.
 */
public final class ImagePasses {
  private static final List<ImagePass> OF_LINKER = List.of();

  private final List<ImagePass> ofEngine;

  private ImagePasses(List<ImagePass> ofEngine) {
    this.ofEngine = List.copyOf(ofEngine);
  }

  /** The linker's passes and an engine's after them, those in the order given. */
  public static ImagePasses before(List<ImagePass> ofEngine) {
    return new ImagePasses(ofEngine);
  }

  /** Runs all of them over an image. */
  public RewrittenModule run(byte[] image) {
    RewrittenModule module = RewrittenModule.unchanged(image);
    for (ImagePass pass : OF_LINKER) {
      module = module.then(pass);
    }
    for (ImagePass pass : ofEngine) {
      module = module.then(pass);
    }
    return module;
  }
}

package dev.radicchio.link.bind;

import dev.radicchio.binary.Limits;
import dev.radicchio.link.input.Instance;

/** A table of the image. */
public sealed interface ImageTable {
  /** The table that function pointers index. */
  record Shared(Limits limits) implements ImageTable {}

  /**
   * A table that an instance has for itself: one that it defines, or an import that nobody else is
   * meant by.
   *
   * @param table its index in the module
   * @param limits its limits in the image
   */
  record Own(Instance instance, int table, Limits limits) implements ImageTable {}
}

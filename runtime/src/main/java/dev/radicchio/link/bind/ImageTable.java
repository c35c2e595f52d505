package dev.radicchio.link.bind;

import dev.radicchio.binary.Limits;
import dev.radicchio.link.input.Instance;

/** A table of the image. */
public sealed interface ImageTable {
  /** The table that function pointers index. */
  record Shared(Limits limits) implements ImageTable {}

  /** A table that an instance defines, by its index in the module. */
  record Defined(Instance instance, int table) implements ImageTable {}
}

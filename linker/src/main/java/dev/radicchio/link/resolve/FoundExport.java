package dev.radicchio.link.resolve;

import dev.radicchio.binary.Export;
import dev.radicchio.link.input.Instance;

/**
 * An export and the instance that has it, which may in turn have imported it; or a definition that
 * it does not export, but shares with other instances.
 */
public record FoundExport(Instance instance, Export export) {
  boolean isWeak() {
    return instance.module().isWeakExport(export);
  }

  /** Whether the instance defines it itself. */
  public boolean isDefined() {
    return export.index() < 0 || export.index() >= instance.binary().imported(export.kind());
  }
}

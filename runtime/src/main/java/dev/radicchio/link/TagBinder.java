package dev.radicchio.link;

import dev.radicchio.binary.ExternType;
import dev.radicchio.binary.Import;
import dev.radicchio.link.ExportLookup.Found;
import java.util.List;
import java.util.Optional;

/** Decides which tag of the image every imported tag is. */
final class TagBinder {
  private final List<InstancePlan> instances;
  private final ExportLookup lookup;
  private final List<Problem> problems;

  TagBinder(List<InstancePlan> instances, ExportLookup lookup, List<Problem> problems) {
    this.instances = instances;
    this.lookup = lookup;
    this.problems = problems;
  }

  void bind() {
    for (InstancePlan instance : instances) {
      int tag = 0;
      for (Import imported : instance.module.binary().imports()) {
        if (imported.type() instanceof ExternType.Tag) {
          bind(instance, tag++, imported);
        }
      }
    }
  }

  private void bind(InstancePlan instance, int tag, Import imported) {
    Optional<Found> found = lookup.find(instance, imported);
    if (found.isEmpty() || isImport(found.get())) {
      problems.add(lookup.unresolved(instance, imported, " (a tag)"));
    } else {
      instance.tags[tag] = found.get().instance().tags[found.get().export().index()];
    }
  }

  private static boolean isImport(Found found) {
    return found.export().index() < found.instance().module.binary().imported(ExternType.Kind.TAG);
  }
}

package dev.radicchio.link.bind;

import dev.radicchio.binary.ExternType;
import dev.radicchio.binary.Import;
import dev.radicchio.link.input.InstancePlan;
import dev.radicchio.link.plan.ResolvedImport;
import dev.radicchio.link.problem.Problem;
import dev.radicchio.link.problem.ProblemCode;
import dev.radicchio.link.resolve.ExportLookup;
import dev.radicchio.link.resolve.ExportLookup.Found;
import dev.radicchio.link.resolve.ResolvedImports;
import java.util.List;
import java.util.Optional;

/** Decides which tag of the image every imported tag is. */
public final class TagBinder {
  private final List<InstancePlan> instances;
  private final ExportLookup lookup;
  private final ResolvedImports resolved;
  private final List<Problem> problems;

  public TagBinder(
      List<InstancePlan> instances,
      ExportLookup lookup,
      ResolvedImports resolved,
      List<Problem> problems) {
    this.instances = instances;
    this.lookup = lookup;
    this.resolved = resolved;
    this.problems = problems;
  }

  public void bind() {
    for (InstancePlan instance : instances) {
      List<Import> imports = instance.module.binary().imports(ExternType.Kind.TAG);
      for (int tag = 0; tag < imports.size(); tag++) {
        bind(instance, tag, imports.get(tag));
      }
    }
  }

  private void bind(InstancePlan instance, int tag, Import imported) {
    Optional<Found> found = lookup.find(instance, imported);
    if (found.isEmpty() || isImport(found.get())) {
      problems.add(lookup.unresolved(instance, imported, "(a tag)"));
      return;
    }
    InstancePlan owner = found.get().instance();
    int target = found.get().export().index();
    if (type(instance, tag) != type(owner, target)) {
      problems.add(
          ProblemCode.TAG_TYPE_MISMATCH.of(
              instance.name, instance.file.name(), imported.qualifiedName(), owner.file.name()));
    }
    instance.tags[tag] = owner.tags[target];
    resolved.add(instance, ResolvedImport.Kind.TAG, imported, found.get());
  }

  private static int type(InstancePlan instance, int tag) {
    return instance.types[instance.module.binary().tags().get(tag).typeIndex()];
  }

  private static boolean isImport(Found found) {
    return found.export().index() < found.instance().module.binary().imported(ExternType.Kind.TAG);
  }
}

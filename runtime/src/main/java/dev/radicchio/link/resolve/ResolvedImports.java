package dev.radicchio.link.resolve;

import dev.radicchio.binary.Import;
import dev.radicchio.link.Planner;
import dev.radicchio.link.input.InstancePlan;
import dev.radicchio.link.plan.ResolvedImport;
import dev.radicchio.link.plan.ResolvedImport.Kind;
import dev.radicchio.link.plan.ResolvedImport.Origin;
import dev.radicchio.link.resolve.ExportLookup.Found;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** Collects what the stages of {@link Planner} find out about where imports come from. */
public final class ResolvedImports {
  private final List<InstancePlan> instances;
  private final Set<ResolvedImport> all = new LinkedHashSet<>();

  public ResolvedImports(List<InstancePlan> instances) {
    this.instances = instances;
  }

  /** An import gets an export; what an instance gets from itself is not told. */
  public void add(InstancePlan importer, Kind kind, Import imported, Found found) {
    add(importer, kind, imported.module(), imported.name(), found);
  }

  public void add(InstancePlan importer, Kind kind, String module, String name, Found found) {
    if (found.instance() != importer) {
      Origin origin = new Origin.Instance(found.instance().name, found.export().name());
      all.add(new ResolvedImport(importer.name, kind, module, name, origin));
    }
  }

  public void add(InstancePlan importer, Kind kind, Import imported, Origin origin) {
    all.add(new ResolvedImport(importer.name, kind, imported.module(), imported.name(), origin));
  }

  public void add(InstancePlan importer, Kind kind, String module, String name, Origin origin) {
    all.add(new ResolvedImport(importer.name, kind, module, name, origin));
  }

  /** By instance, then by kind, then in the order of the imports. */
  public List<ResolvedImport> sorted() {
    List<String> order = instances.stream().map(instance -> instance.name).toList();
    List<ResolvedImport> sorted = new ArrayList<>(all);
    sorted.sort(
        Comparator.<ResolvedImport>comparingInt(each -> order.indexOf(each.instance()))
            .thenComparing(ResolvedImport::kind));
    return sorted;
  }
}

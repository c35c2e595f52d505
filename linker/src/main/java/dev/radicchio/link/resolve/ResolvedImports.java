package dev.radicchio.link.resolve;

import dev.radicchio.binary.Import;
import dev.radicchio.link.input.Instance;
import dev.radicchio.link.plan.ResolvedImport;
import dev.radicchio.link.plan.ResolvedImport.Kind;
import dev.radicchio.link.plan.ResolvedImport.Origin;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** Collects what a stage finds out about where imports come from. */
public final class ResolvedImports {
  private final Set<ResolvedImport> all = new LinkedHashSet<>();

  /** An import gets an export; what an instance gets from itself is not told. */
  public void add(Instance importer, Kind kind, Import imported, FoundExport found) {
    add(importer, kind, imported.module(), imported.name(), found);
  }

  public void add(Instance importer, Kind kind, String module, String name, FoundExport found) {
    if (!found.instance().equals(importer)) {
      Origin origin = new Origin.Instance(found.instance().name(), found.export().name());
      all.add(new ResolvedImport(importer.name(), kind, module, name, origin));
    }
  }

  public void add(Instance importer, Kind kind, Import imported, Origin origin) {
    all.add(new ResolvedImport(importer.name(), kind, imported.module(), imported.name(), origin));
  }

  public void add(Instance importer, Kind kind, String module, String name, Origin origin) {
    all.add(new ResolvedImport(importer.name(), kind, module, name, origin));
  }

  /** Everything in the order in which it was found out. */
  public List<ResolvedImport> all() {
    return List.copyOf(all);
  }
}

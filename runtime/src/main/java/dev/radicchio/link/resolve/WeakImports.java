package dev.radicchio.link.resolve;

import dev.radicchio.binary.DylinkSection.WeakImport;
import dev.radicchio.binary.Import;
import dev.radicchio.link.input.ImportNames;
import dev.radicchio.link.input.Instance;
import dev.radicchio.link.input.Relocatability.Dylink;
import java.util.List;

/** The imports of shared libraries that nothing need define. */
public final class WeakImports {
  private WeakImports() {}

  /**
   * Whether an import is one. Linkers list a weak symbol once, as an import from {@code env}, also
   * where it is imported through the GOT.
   */
  public static boolean include(Instance instance, Import imported) {
    if (!(instance.module().relocatability() instanceof Dylink dylink)) {
      return false;
    }
    List<WeakImport> weak = dylink.section().weakImports();
    return weak.contains(new WeakImport(imported.module(), imported.name()))
        || (imported.module().startsWith("GOT.")
            && weak.contains(new WeakImport(ImportNames.FLAT, imported.name())));
  }
}

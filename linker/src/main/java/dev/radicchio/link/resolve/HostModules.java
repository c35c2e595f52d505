package dev.radicchio.link.resolve;

import dev.radicchio.binary.Import;
import dev.radicchio.link.input.Instance;
import dev.radicchio.link.plan.HostModule;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** The modules whose imports are the host's where no instance satisfies them. */
public final class HostModules {
  private final Map<String, HostModule> byName;
  private final boolean all;

  private HostModules(Map<String, HostModule> byName, boolean all) {
    this.byName = byName;
    this.all = all;
  }

  /** Those that a program names. */
  public static HostModules of(List<HostModule> hosts) {
    return new HostModules(
        hosts.stream().collect(Collectors.toMap(HostModule::name, host -> host)), false);
  }

  /** All, as for a module that is linked to nothing: no instance satisfies any import. */
  public static HostModules all() {
    return new HostModules(Map.of(), true);
  }

  /** Whether no instance satisfies any import. */
  boolean isAll() {
    return all;
  }

  /** Whether an import that no instance satisfies is the host's. */
  public boolean include(Import imported) {
    return all || byName.containsKey(imported.module());
  }

  /** Whether the host has a function for whoever imports it weakly. */
  boolean haveWeak(Import imported) {
    HostModule host = byName.get(imported.module());
    return all || (host != null && host.weak().contains(imported.name()));
  }

  /**
   * Whether the image imports a function for this instance alone, so that the host knows who calls:
   * where it wants to, and where it would otherwise read another memory than the caller means.
   */
  boolean isByInstance(Instance caller, Import imported) {
    HostModule host = byName.get(imported.module());
    return host != null
        && (host.byInstance() || caller.module().relocatability().window().isPresent());
  }
}

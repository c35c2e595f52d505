package dev.radicchio.link.plan;

import java.util.List;

/**
 * A module name whose imports are the host's where no instance satisfies them.
 *
 * @param name the first of an import's two names, such as {@code wasi_snapshot_preview1}
 * @param byInstance whether the image imports a function for each instance that does, as {@code
 *     instance!name}, so that the host knows who calls; else only for those that see another memory
 *     than the program's
 * @param weak the functions that it has for whoever imports them weakly; other weak imports stay
 *     without a definition
 */
public record HostModule(String name, boolean byInstance, List<String> weak) {
  public HostModule {
    weak = List.copyOf(weak);
  }
}

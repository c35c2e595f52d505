package dev.radicchio.link.resolve;

import dev.radicchio.binary.ExternType;
import dev.radicchio.binary.Import;
import dev.radicchio.binary.Symbol;
import dev.radicchio.link.bind.GlobalBinder;
import dev.radicchio.link.input.InstancePlan;
import dev.radicchio.link.input.Relocs;
import dev.radicchio.link.place.TableLayout;
import dev.radicchio.link.resolve.ExportLookup.Found;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Which instances an instance imports functions or data from, or needs as a library, and the order
 * in which each comes after those. In a circle, the first in accessor order is last.
 */
public final class Dependencies {
  private final List<InstancePlan> instances;
  private final ExportLookup lookup;
  private final Map<InstancePlan, Set<InstancePlan>> all = new HashMap<>();
  private final Map<InstancePlan, Set<InstancePlan>> ofData = new HashMap<>();
  private final Set<InstancePlan> visited = new LinkedHashSet<>();
  private final List<InstancePlan> order = new ArrayList<>();

  public Dependencies(List<InstancePlan> instances, ExportLookup lookup) {
    this.instances = instances;
    this.lookup = lookup;
    instances.forEach(this::visit);
  }

  /** All instances, each after those that it depends on. */
  public List<InstancePlan> order() {
    return order;
  }

  /** The instances whose data an instance refers to. */
  public Set<InstancePlan> ofData(InstancePlan instance) {
    return ofData.getOrDefault(instance, Set.of());
  }

  /** The others that an instance depends on and that depend on it, if by way of others. */
  public Set<InstancePlan> circle(InstancePlan instance) {
    Set<InstancePlan> circle = reachable(instance);
    circle.removeIf(other -> other == instance || !reachable(other).contains(instance));
    return circle;
  }

  private Set<InstancePlan> reachable(InstancePlan from) {
    Set<InstancePlan> reached = new HashSet<>();
    Deque<InstancePlan> pending = new ArrayDeque<>(List.of(from));
    while (!pending.isEmpty()) {
      for (InstancePlan next : all.getOrDefault(pending.remove(), Set.of())) {
        if (reached.add(next)) {
          pending.add(next);
        }
      }
    }
    return reached;
  }

  private void visit(InstancePlan instance) {
    if (!visited.add(instance)) {
      return;
    }
    for (String library : NeededLibraries.of(instance)) {
      NeededLibraries.find(instances, library).ifPresent(needed -> add(all, instance, needed));
    }
    for (Import imported : instance.module.binary().imports()) {
      imported(instance, imported)
          .ifPresent(found -> add(instance, found, imported.type() instanceof ExternType.Global));
    }
    if (instance.module.relocatability() instanceof Relocs relocs) {
      for (Symbol symbol : relocs.symbols()) {
        if (symbol.kind() == Symbol.Kind.DATA && symbol.isUndefined()) {
          lookup
              .findOther(instance, symbol.name(), ExternType.Kind.GLOBAL)
              .ifPresent(found -> add(instance, found, true));
        }
      }
    }
    all.getOrDefault(instance, Set.of()).forEach(this::visit);
    order.add(instance);
  }

  private void add(InstancePlan instance, Found found, boolean data) {
    add(all, instance, found.instance());
    if (data && found.export().kind() == ExternType.Kind.GLOBAL) {
      add(ofData, instance, found.instance());
    }
  }

  private static void add(
      Map<InstancePlan, Set<InstancePlan>> edges, InstancePlan from, InstancePlan to) {
    edges.computeIfAbsent(from, none -> new LinkedHashSet<>()).add(to);
  }

  private Optional<Found> imported(InstancePlan instance, Import imported) {
    if (imported.type() instanceof ExternType.Memory) {
      return Optional.empty(); // the program's, whoever exports one
    }
    return switch (imported.module()) {
      case GlobalBinder.GOT_MEM ->
          lookup.findForGot(instance, imported.name(), ExternType.Kind.GLOBAL);
      case TableLayout.GOT_FUNC ->
          lookup.findForGot(instance, imported.name(), ExternType.Kind.FUNCTION);
      default -> lookup.find(instance, imported);
    };
  }
}

package dev.radicchio.link.resolve;

import dev.radicchio.binary.ExternType;
import dev.radicchio.binary.Import;
import dev.radicchio.link.input.Instance;
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
 * Which instances an instance imports functions or data from, has definitions replaced by, or needs
 * as a library, and the order in which each comes after those. In a circle, the first in the order
 * of instances is last.
 */
public final class Dependencies {
  private final List<Instance> instances;
  private final SymbolTable symbols;
  private final Map<Instance, Set<Instance>> all = new HashMap<>();
  private final Map<Instance, Set<Instance>> ofData = new HashMap<>();
  private final Set<Instance> visited = new LinkedHashSet<>();
  private final List<Instance> order = new ArrayList<>();

  public Dependencies(List<Instance> instances, SymbolTable symbols) {
    this.instances = instances;
    this.symbols = symbols;
    instances.forEach(this::visit);
  }

  /** All instances, each after those that it depends on. */
  public List<Instance> order() {
    return order;
  }

  /** The instances whose data an instance refers to. */
  public Set<Instance> ofData(Instance instance) {
    return ofData.getOrDefault(instance, Set.of());
  }

  /** The others that an instance depends on and that depend on it, if by way of others. */
  public Set<Instance> circle(Instance instance) {
    Set<Instance> circle = reachable(instance);
    circle.removeIf(other -> other.equals(instance) || !reachable(other).contains(instance));
    return circle;
  }

  private Set<Instance> reachable(Instance from) {
    Set<Instance> reached = new HashSet<>();
    Deque<Instance> pending = new ArrayDeque<>(List.of(from));
    while (!pending.isEmpty()) {
      for (Instance next : all.getOrDefault(pending.remove(), Set.of())) {
        if (reached.add(next)) {
          pending.add(next);
        }
      }
    }
    return reached;
  }

  private void visit(Instance instance) {
    if (!visited.add(instance)) {
      return;
    }
    for (String library : instance.module().neededLibraries()) {
      NeededLibraries.find(instances, library).ifPresent(needed -> add(all, instance, needed));
    }
    for (Import imported : instance.binary().imports()) {
      imported(instance, imported)
          .ifPresent(found -> add(instance, found, imported.type() instanceof ExternType.Global));
    }
    for (Import weak : symbols.undefinedWeak(instance).values()) {
      imported(instance, weak).ifPresent(found -> add(instance, found, false));
    }
    symbols.overriding(instance).forEach(found -> add(instance, found, true));
    for (String symbol : instance.module().undefinedData()) {
      symbols.findData(instance, symbol).ifPresent(found -> add(instance, found, true));
    }
    all.getOrDefault(instance, Set.of()).forEach(this::visit);
    order.add(instance);
  }

  private void add(Instance instance, FoundExport found, boolean data) {
    add(all, instance, found.instance());
    if (data && found.export().kind() == ExternType.Kind.GLOBAL) {
      add(ofData, instance, found.instance());
    }
  }

  private static void add(Map<Instance, Set<Instance>> edges, Instance from, Instance to) {
    edges.computeIfAbsent(from, none -> new LinkedHashSet<>()).add(to);
  }

  private Optional<FoundExport> imported(Instance instance, Import imported) {
    if (imported.type() instanceof ExternType.Memory) {
      return Optional.empty(); // the program's, whoever exports one
    }
    return symbols.find(instance, imported);
  }
}

package dev.radicchio.link.bind;

import dev.radicchio.binary.CodeLocation;
import dev.radicchio.binary.ExternType;
import dev.radicchio.binary.ImmediateVisitor;
import dev.radicchio.binary.IndexSpace;
import dev.radicchio.binary.InstructionWalker;
import dev.radicchio.binary.Opcode;
import dev.radicchio.link.allocator.Allocation;
import dev.radicchio.link.input.Instance;
import dev.radicchio.link.problem.Problem;
import dev.radicchio.link.problem.ProblemCode;
import dev.radicchio.link.resolve.Dependencies;
import dev.radicchio.link.resolve.Functions;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Warns of instances that depend on each other and are initialized by code of their own: one of
 * them has to be first, and may use what is not constructed in another.
 *
 * <p>It may if it has another's data, or if its start function or constructors can come to call
 * another, by way of any functions of its own or through a pointer.
 */
final class CircleCheck {
  private final Allocation allocation;
  private final Dependencies dependencies;
  private final Functions functions;
  private final List<Problem> problems = new ArrayList<>();
  private final Map<Integer, Instance> owners = new HashMap<>();

  private CircleCheck(Allocation allocation, Dependencies dependencies, Functions functions) {
    this.allocation = allocation;
    this.dependencies = dependencies;
    this.functions = functions;
  }

  static List<Problem> warnings(
      Allocation allocation, Dependencies dependencies, Functions functions) {
    CircleCheck check = new CircleCheck(allocation, dependencies, functions);
    check.check();
    return check.problems;
  }

  private void check() {
    for (Instance instance : allocation.instances()) {
      int imported = instance.binary().imported(ExternType.Kind.FUNCTION);
      for (int function = imported; function < functions.count(instance); function++) {
        if (functions.isOwn(instance, function)) {
          owners.put(functions.of(instance, function), instance);
        }
      }
    }
    List<Instance> order = dependencies.order();
    for (int i = 0; i < order.size(); i++) {
      check(order.get(i), order.subList(i + 1, order.size()));
    }
  }

  private void check(Instance instance, List<Instance> later) {
    List<Integer> initializers = InitializationOrder.lastParts(instance);
    if (initializers.isEmpty()) {
      return;
    }
    Set<Instance> circle = dependencies.circle(instance);
    Optional<Instance> notYet =
        later.stream()
            .filter(
                other -> circle.contains(other) && !InitializationOrder.lastParts(other).isEmpty())
            .findFirst();
    if (notYet.isPresent() && mayUse(instance, initializers, circle)) {
      problems.add(
          ProblemCode.INITIALIZED_IN_A_CIRCLE.of(
              instance.name(), instance.described(), notYet.get().described()));
    }
  }

  private boolean mayUse(Instance instance, List<Integer> initializers, Set<Instance> circle) {
    return dependencies.ofData(instance).stream().anyMatch(circle::contains)
        || new Calls(instance, circle).leaveFrom(initializers);
  }

  /** Follows the calls of one instance until they leave it for a circle. */
  private final class Calls implements ImmediateVisitor {

    private final Instance instance;
    private final Set<Instance> circle;
    private final Set<Integer> seen = new HashSet<>();
    private final Deque<Integer> pending = new ArrayDeque<>();
    private boolean left;

    Calls(Instance instance, Set<Instance> circle) {
      this.instance = instance;
      this.circle = circle;
    }

    boolean leaveFrom(List<Integer> initializers) {
      initializers.forEach(this::reach);
      while (!left && !pending.isEmpty()) {
        int body = pending.remove();
        InstructionWalker.walkBody(
            instance.binary().reader(instance.binary().bodies().get(body)), this);
      }
      return left;
    }

    private void reach(int function) {
      int called = functions.of(instance, function);
      if (!instance.equals(owners.get(functions.called(called)))) {
        left |= isOfCircle(called);
      } else if (seen.add(function)) {
        left |= functions.insteadOf(instance, function).anyMatch(this::isOfCircle);
        pending.add(function - instance.binary().imported(ExternType.Kind.FUNCTION));
      }
    }

    private boolean isOfCircle(int function) {
      Instance owner = owners.get(functions.called(function));
      return owner != null && !owner.equals(instance) && circle.contains(owner);
    }

    @Override
    public void index(IndexSpace space, int index, CodeLocation at) {
      if (space == IndexSpace.FUNCTION) {
        reach(index);
      }
    }

    @Override
    public void instruction(int opcode, int offset) {
      left |= Opcode.isIndirectCall(opcode);
    }
  }
}

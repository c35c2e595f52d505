package dev.radicchio.link.allocator;

import dev.radicchio.binary.Export;
import dev.radicchio.binary.ExternType;
import dev.radicchio.binary.FunctionType;
import dev.radicchio.link.input.Instance;
import dev.radicchio.link.plan.AllocatorShape;
import dev.radicchio.link.plan.HeapFunction;
import dev.radicchio.link.plan.HeapPolicy;
import dev.radicchio.link.problem.Problem;
import dev.radicchio.link.problem.ProblemCode;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * The heap of a program that one of its instances manages for all.
 *
 * @param owner the instance
 * @param policy what its functions are called
 */
public record GuestHeap(Instance owner, HeapPolicy.Guest policy) {
  static GuestHeap of(List<Instance> instances, HeapPolicy.Guest policy) {
    Instance owner =
        instances.stream()
            .filter(instance -> instance.name().equals(policy.instance()))
            .findFirst()
            .orElseThrow(() -> new AssertionError("the request checks the names of instances"));
    return new GuestHeap(owner, policy);
  }

  /** The export of the owner that a function of C means, if it has one of that type. */
  public @Nullable Export export(String symbol) {
    String name =
        switch (symbol) {
          case "malloc" -> policy.malloc();
          case "free" -> policy.free();
          default -> symbol;
        };
    Export export = owner.module().export(name, ExternType.Kind.FUNCTION);
    return export != null && isDefined(export) && HeapFunction.of(symbol, type(export)).isPresent()
        ? export
        : null;
  }

  /** The symbols of an allocator that it could replace but for these. */
  public List<String> missing(OwnAllocator other) {
    return other.replaced().values().stream().filter(symbol -> export(symbol) == null).toList();
  }

  /** Whether it serves every function of C's that an allocator has; also if that has none. */
  public boolean servesAllOfC(OwnAllocator other) {
    return missing(other).stream().noneMatch(GuestHeap::isOfC);
  }

  /** What Rust and C++ allocate for themselves, nobody else expects to free. */
  static boolean isOfC(String symbol) {
    return HeapFunction.named(symbol).orElseThrow().family() == HeapFunction.Family.C;
  }

  /** Why it cannot be the program's heap. */
  List<Problem> problems() {
    List<Problem> problems = new ArrayList<>();
    check(policy.malloc(), AllocatorShape.allocating(), problems);
    check(policy.free(), AllocatorShape.freeing(), problems);
    return problems;
  }

  private void check(String name, List<AllocatorShape> shapes, List<Problem> problems) {
    Export export = owner.module().export(name, ExternType.Kind.FUNCTION);
    if (export == null) {
      problems.add(
          ProblemCode.HEAP_FUNCTION_MISSING.of(
              owner.name(), owner.file(), name, owner.module().producer().exportFlag(name)));
    } else if (!isDefined(export)) {
      problems.add(ProblemCode.HEAP_FUNCTION_IMPORTED.of(owner.name(), owner.file(), name));
    } else if (shapes.stream().noneMatch(shape -> shape.type().equals(type(export)))) {
      problems.add(
          ProblemCode.HEAP_FUNCTION_TYPE.of(
              owner.name(), owner.file(), name, type(export), types(shapes)));
    }
  }

  private static String types(List<AllocatorShape> shapes) {
    return shapes.stream().map(shape -> shape.type().toString()).collect(Collectors.joining(", "));
  }

  private boolean isDefined(Export export) {
    return export.index() >= owner.binary().imported(ExternType.Kind.FUNCTION);
  }

  private FunctionType type(Export export) {
    return owner.binary().functionType(export.index());
  }
}

package dev.radicchio.processor.check;

import dev.radicchio.annotations.HeapPolicy;
import dev.radicchio.link.HeapLayout;
import dev.radicchio.processor.model.HeapModel;
import dev.radicchio.processor.model.InstanceModel;
import dev.radicchio.processor.model.ParameterModel;
import dev.radicchio.processor.model.PassedType;
import dev.radicchio.processor.model.ProgramModel;
import dev.radicchio.processor.model.SharedModel;
import java.util.List;
import java.util.Optional;

/** Checks who manages the heap of a program, and that Java has one where it needs one. */
final class HeapCheck {
  private final ProgramModel program;
  private final List<Diagnostic> problems;

  HeapCheck(ProgramModel program, List<Diagnostic> problems) {
    this.program = program;
    this.problems = problems;
  }

  /** The policy as the linker takes it; empty if the program does not say it right. */
  Optional<dev.radicchio.link.HeapPolicy> policy() {
    HeapModel heap = program.heap();
    return switch (heap.policy()) {
      case HOST -> Optional.of(new dev.radicchio.link.HeapPolicy.Host());
      case PRIVATE -> Optional.of(new dev.radicchio.link.HeapPolicy.Private());
      case GUEST ->
          isInstance(heap.owner())
              ? Optional.of(
                  new dev.radicchio.link.HeapPolicy.Guest(heap.owner(), heap.malloc(), heap.free()))
              : Optional.empty();
    };
  }

  private boolean isInstance(String name) {
    return program.instances().stream().anyMatch(instance -> instance.name().equals(name));
  }

  /** Checks what the program says. */
  void checkDeclaration() {
    HeapModel heap = program.heap();
    List<String> names = program.instances().stream().map(InstanceModel::name).toList();
    if (heap.policy() == HeapPolicy.GUEST && !isInstance(heap.owner())) {
      report(
          heap.owner().isEmpty()
              ? "with HeapPolicy.GUEST, heapOwner names the accessor of the instance that manages"
                  + " the heap; it is one of "
                  + String.join(", ", names)
              : program.element().getSimpleName()
                  + " has no instance "
                  + heap.owner()
                  + "; heapOwner is one of "
                  + String.join(", ", names));
    } else if (heap.policy() != HeapPolicy.GUEST && !heap.owner().isEmpty()) {
      report("heapOwner means nothing without heap = HeapPolicy.GUEST; add that, or remove it");
    }
  }

  private void report(String message) {
    problems.add(
        Diagnostic.error(
            Site.of(program.element(), program.annotation(), program.heap().ownerValue()),
            message));
  }

  /** Reports accessors and parameters that need a heap where Java has none. */
  void checkNeed(HeapLayout heap, List<CheckedProgram.Instance> instances) {
    String why = heap.unavailable();
    if (why == null) {
      return;
    }
    program.accessors().stream()
        .filter(SharedModel.class::isInstance)
        .map(SharedModel.class::cast)
        .filter(accessor -> accessor.kind() == SharedModel.Kind.HEAP)
        .forEach(
            accessor ->
                problems.add(
                    Diagnostic.error(
                        Site.ofMember(accessor.element(), program.element()),
                        "the program has no heap for Java: " + why)));
    for (CheckedProgram.Instance instance : instances) {
      instance.module().methods().stream()
          .filter(method -> method.method().parameters().stream().anyMatch(HeapCheck::isCopied))
          .findFirst()
          .ifPresent(
              method ->
                  problems.add(
                      Diagnostic.error(
                          Site.ofMember(instance.model().element(), program.element()),
                          method.method().signature()
                              + " copies an argument to the heap, and the program has none for"
                              + " Java: "
                              + why)));
    }
  }

  private static boolean isCopied(ParameterModel parameter) {
    return parameter.passed().isPresent()
        && parameter.passed().get() instanceof PassedType.Memory memory
        && memory.isCopied();
  }
}

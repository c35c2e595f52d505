package dev.radicchio.processor.check;

import dev.radicchio.annotations.HeapPolicy;
import dev.radicchio.link.HeapLayout;
import dev.radicchio.processor.model.HeapModel;
import dev.radicchio.processor.model.InstanceModel;
import dev.radicchio.processor.model.ParameterModel;
import dev.radicchio.processor.model.PassedType;
import dev.radicchio.processor.model.ProgramModel;
import dev.radicchio.processor.model.SharedModel;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import javax.lang.model.element.TypeElement;

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
          isInstance(heap.owner().name())
              ? Optional.of(
                  new dev.radicchio.link.HeapPolicy.Guest(
                      heap.owner().name(), heap.malloc().name(), heap.free().name()))
              : Optional.empty();
    };
  }

  private boolean isInstance(String name) {
    return program.instances().stream().anyMatch(instance -> instance.name().equals(name));
  }

  /** Checks what the program says. */
  void checkDeclaration() {
    HeapModel heap = program.heap();
    if (heap.policy() == HeapPolicy.GUEST) {
      checkOwner(heap.owner());
    } else {
      checkMeaningless("heapOwner", heap.owner());
      checkMeaningless("malloc", heap.malloc());
      checkMeaningless("free", heap.free());
    }
  }

  private void checkOwner(HeapModel.Name owner) {
    List<String> names = program.instances().stream().map(InstanceModel::name).toList();
    if (names.isEmpty() || names.contains(owner.name())) {
      return; // That there is no instance is reported for the program.
    }
    List<String> nearest = NearestNames.to(owner.name(), names);
    report(
        owner,
        owner.name().isEmpty()
            ? "heap = HeapPolicy.GUEST needs heapOwner, the accessor of the instance that manages"
                + " the heap; it is one of "
                + String.join(", ", names)
            : program.element().getSimpleName()
                + " has no instance "
                + owner.name()
                + (nearest.isEmpty()
                    ? "; heapOwner is one of " + String.join(", ", names)
                    : "; did you mean " + String.join(" or ", nearest) + "?"));
  }

  private void checkMeaningless(String setting, HeapModel.Name name) {
    if (!name.isDefault()) {
      report(
          name, setting + " means nothing without heap = HeapPolicy.GUEST; add that, or remove it");
    }
  }

  private void report(HeapModel.Name name, String message) {
    problems.add(
        Diagnostic.error(
            Site.of(program.element(), program.annotation(), name.annotationValue()), message));
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
    Set<TypeElement> seen = new HashSet<>();
    for (CheckedProgram.Instance instance : instances) {
      if (!seen.add(instance.module().module().element())) {
        continue;
      }
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

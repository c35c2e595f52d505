package dev.radicchio.processor.check;

import dev.radicchio.link.Linker;
import dev.radicchio.link.plan.HeapLayout;
import dev.radicchio.link.plan.HeapPolicy;
import dev.radicchio.processor.model.HeapModel;
import dev.radicchio.processor.model.InstanceModel;
import dev.radicchio.processor.model.ParameterModel;
import dev.radicchio.processor.model.PassedType;
import dev.radicchio.processor.model.ProgramModel;
import dev.radicchio.processor.model.SharedModel;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import javax.lang.model.element.TypeElement;

/** Checks who manages the heap of a program, and that Java has one where it needs one. */
final class HeapCheck {
  private final ProgramModel program;
  private final List<Diagnostic> problems;

  HeapCheck(ProgramModel program, List<Diagnostic> problems) {
    this.program = program;
    this.problems = problems;
  }

  /** Asks for the heap, if the program says right who manages it. */
  void addTo(Linker linker, List<CheckedProgram.Instance> instances) {
    HeapPolicy policy = program.heap().policy();
    if (!(policy instanceof HeapPolicy.Guest guest) || isInstance(guest.instance())) {
      linker.heap(policy);
    }
    if (isNeeded(instances)) {
      linker.javaAllocates();
    }
  }

  private boolean isInstance(String name) {
    return program.instances().stream().anyMatch(instance -> instance.name().equals(name));
  }

  /** Checks what the program says. */
  void checkDeclaration() {
    HeapModel heap = program.heap();
    if (heap.policy() instanceof HeapPolicy.Guest) {
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
    String all = String.join(", ", names);
    Site site = site(owner);
    problems.add(
        owner.name().isEmpty()
            ? DiagnosticCode.HEAP_WITHOUT_OWNER.at(site, all)
            : nearest.isEmpty()
                ? DiagnosticCode.HEAP_OWNER_IS_NO_INSTANCE.at(
                    site, program.element().getSimpleName(), owner.name(), all)
                : DiagnosticCode.INSTANCE_MISSPELT.at(
                    site,
                    program.element().getSimpleName(),
                    owner.name(),
                    String.join(" or ", nearest)));
  }

  private void checkMeaningless(String setting, HeapModel.Name name) {
    if (!name.isDefault()) {
      problems.add(DiagnosticCode.HEAP_SETTING_WITHOUT_GUEST.at(site(name), setting));
    }
  }

  private Site site(HeapModel.Name name) {
    return Site.of(program.element(), program.annotation(), name.annotationValue());
  }

  /** Reports accessors and parameters that need a heap where Java has none. */
  void checkNeed(HeapLayout heap, List<CheckedProgram.Instance> instances) {
    String why = heap.unavailable();
    if (why == null) {
      return;
    }
    accessors()
        .forEach(
            accessor ->
                problems.add(
                    DiagnosticCode.NO_HEAP.at(
                        Site.ofMember(accessor.element(), program.element()), why)));
    Set<TypeElement> seen = new HashSet<>();
    for (CheckedProgram.Instance instance : instances) {
      if (!seen.add(instance.module().module().element())) {
        continue;
      }
      copying(instance)
          .findFirst()
          .ifPresent(
              method ->
                  problems.add(
                      DiagnosticCode.NO_HEAP_FOR_ARGUMENT.at(
                          Site.ofMember(instance.model().element(), program.element()),
                          method.method().signature(),
                          why)));
    }
  }

  /** Whether Java allocates from the program's heap, by an accessor of it or to pass arguments. */
  private boolean isNeeded(List<CheckedProgram.Instance> instances) {
    return accessors().findAny().isPresent()
        || instances.stream().anyMatch(instance -> copying(instance).findAny().isPresent());
  }

  private Stream<SharedModel> accessors() {
    return program.accessors().stream()
        .filter(SharedModel.class::isInstance)
        .map(SharedModel.class::cast)
        .filter(accessor -> accessor.kind() == SharedModel.Kind.HEAP);
  }

  private static Stream<BoundMethod> copying(CheckedProgram.Instance instance) {
    return instance.module().methods().stream()
        .filter(method -> method.method().parameters().stream().anyMatch(HeapCheck::isCopied));
  }

  /** Whether it is copied to the program's heap. */
  private static boolean isCopied(ParameterModel parameter) {
    return !parameter.isOwned() && parameter.passed().filter(PassedType::isCopied).isPresent();
  }
}

package dev.radicchio.link.bind;

import dev.radicchio.binary.ExternType;
import dev.radicchio.link.bind.Program.ImageGlobal;
import dev.radicchio.link.input.InstancePlan;
import dev.radicchio.link.input.StackUse;
import dev.radicchio.link.problem.Problem;
import dev.radicchio.link.problem.ProblemCode;
import java.util.BitSet;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Finds the globals of the image that are stack pointers: what the engine puts back when a call is
 * left by an exception. They are the one that the program's instances share, those that modules
 * have under its name, and those whose {@link StackUse} proves it, of all instances that have the
 * global. Of any other that looks like one, a warning says that it is not put back.
 */
public final class StackPointers {
  private final List<ImageGlobal> globals;
  private final BitSet imported = new BitSet();
  private final BitSet found = new BitSet();
  private final Map<Integer, Candidate> candidates = new TreeMap<>();

  /** A global whose use decides, as the first instance that has it knows it. */
  private record Candidate(InstancePlan instance, int global, StackUse use) {}

  private StackPointers(List<ImageGlobal> globals) {
    this.globals = globals;
  }

  /**
   * The indices in the image, in order.
   *
   * @param globals the globals of the image, to which those of the instances are bound
   * @param problems takes the warnings
   */
  public static List<Integer> find(
      List<InstancePlan> instances, List<ImageGlobal> globals, List<Problem> problems) {
    StackPointers pointers = new StackPointers(globals);
    instances.forEach(pointers::addImports);
    instances.forEach(pointers::addGlobals);
    pointers.judge(problems);
    return pointers.found.stream().boxed().toList();
  }

  private void addImports(InstancePlan instance) {
    for (int i = 0; i < instance.module.binary().imported(ExternType.Kind.FUNCTION); i++) {
      imported.set(instance.functions[i]);
    }
  }

  private void addGlobals(InstancePlan instance) {
    for (int global = 0; global < instance.globals.length; global++) {
      if (instance.globals[global] instanceof GlobalBinding.Index index) {
        if (globals.get(index.index()) instanceof ImageGlobal.StackPointer
            || instance.module.isNamedStackPointer(global)) {
          found.set(index.index());
        } else {
          addCandidate(instance, global, index.index());
        }
      }
    }
  }

  private void addCandidate(InstancePlan instance, int global, int index) {
    StackUse use = instance.module.stackUse(global);
    if (use == null) {
      return;
    }
    boolean forGuests =
        use.entrances().stream()
            .anyMatch(
                entrance ->
                    instance.slots[entrance] != 0 || imported.get(instance.functions[entrance]));
    Candidate candidate = new Candidate(instance, global, forGuests ? use.withoutEntrances() : use);
    candidates.merge(index, candidate, StackPointers::shared);
  }

  private static Candidate shared(Candidate one, Candidate other) {
    StackUse use = one.use.withoutEntrances().and(other.use.withoutEntrances());
    return new Candidate(one.instance, one.global, use);
  }

  private void judge(List<Problem> problems) {
    candidates.forEach(
        (index, candidate) -> {
          switch (candidate.use.verdict()) {
            case PUT_BACK -> found.set(index);
            case UNCERTAIN -> {
              if (!found.get(index)) {
                problems.add(
                    ProblemCode.UNCERTAIN_STACK_POINTER.of(
                        candidate.instance.name, candidate.instance.file.name(), candidate.global));
              }
            }
            case OTHER -> {}
          }
        });
  }
}

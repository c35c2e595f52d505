package dev.radicchio.link.bind;

import dev.radicchio.link.input.Instance;
import dev.radicchio.link.input.StackUse;
import dev.radicchio.link.place.Table;
import dev.radicchio.link.problem.Problem;
import dev.radicchio.link.problem.ProblemCode;
import dev.radicchio.link.resolve.Functions;
import java.util.ArrayList;
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
final class StackPointers {
  private final Functions functions;
  private final Table table;
  private final List<ImageGlobal> globals;
  private final BitSet imported = new BitSet();
  private final BitSet found = new BitSet();
  private final Map<Integer, Candidate> candidates = new TreeMap<>();

  /** A global whose use decides, as the first instance that has it knows it. */
  private record Candidate(Instance instance, int global, StackUse use) {}

  private StackPointers(Functions functions, Table table, List<ImageGlobal> globals) {
    this.functions = functions;
    this.table = table;
    this.globals = globals;
  }

  /**
   * The stack pointers of a program.
   *
   * @param globals their indices in the image, in order
   * @param problems what looks like one and is none for certain
   */
  record Found(List<Integer> globals, List<Problem> problems) {}

  /**
   * Finds them.
   *
   * @param globals the globals of the image, to which those of the instances are bound
   */
  static Found find(
      List<Instance> instances, Functions functions, Table table, GlobalBinder.Globals globals) {
    StackPointers pointers = new StackPointers(functions, table, globals.all());
    instances.forEach(pointers::addImports);
    functions.adapters().forEach(adapter -> pointers.imported.set(functions.called(adapter)));
    instances.forEach(
        instance -> pointers.addGlobals(instance, globals.bindings().get(instance.number())));
    List<Problem> problems = new ArrayList<>();
    pointers.judge(problems);
    return new Found(pointers.found.stream().boxed().toList(), problems);
  }

  private void addImports(Instance instance) {
    functions.others(instance).forEach(imported::set);
  }

  private void addGlobals(Instance instance, GlobalBinding[] bindings) {
    for (int global = 0; global < bindings.length; global++) {
      if (bindings[global] instanceof GlobalBinding.Index index) {
        if (globals.get(index.index()) instanceof ImageGlobal.StackPointer
            || instance.module().isNamedStackPointer(global)) {
          found.set(index.index());
        } else {
          addCandidate(instance, global, index.index());
        }
      }
    }
  }

  private void addCandidate(Instance instance, int global, int index) {
    StackUse use = instance.module().stackUse(global);
    if (use == null) {
      return;
    }
    boolean forGuests =
        use.entrances().stream()
            .anyMatch(
                entrance ->
                    table.slotOf(instance, entrance) != 0
                        || imported.get(functions.of(instance, entrance)));
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
                        candidate.instance.name(),
                        candidate.instance.file(),
                        candidate.global,
                        candidate.instance.module().producer().keepingStack()));
              }
            }
            case OTHER -> {}
          }
        });
  }
}

package dev.radicchio.link.pass;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Does in Java what steps mean, by the words of the proposal for legacy exception handling. */
final class StepModel {
  /** How much a call of a function from outside may do. */
  static final int FUEL = 60;

  /** What is noted where the function that is called from outside throws something unknown. */
  static final int UNKNOWN = 7777;

  private final List<List<Step>> functions;

  /** The blocks around, with what an arm of each has caught. */
  private final List<Around> around = new ArrayList<>();

  private int trace;
  private int fuel = FUEL;

  private record Around(boolean loop, boolean result, @Nullable Thrown caught) {}

  private record Thrown(int tag, int number) {}

  /** Why the steps behind are not done. */
  private sealed interface Leaves {}

  /** A branch that goes on leaving so many blocks before the one that it is to. */
  private record Branches(int blocks, int number) implements Leaves {}

  /** An exception that so many blocks do not see. */
  private record Throws(Thrown thrown, int blind) implements Leaves {}

  private StepModel(List<List<Step>> functions) {
    this.functions = functions;
  }

  /** The trace of a function that is called from outside. */
  static int trace(List<List<Step>> functions, int function) {
    StepModel model = new StepModel(functions);
    Thrown thrown = model.call(function);
    if (thrown != null) {
      model.note(thrown);
      if (thrown.tag == 0) {
        model.note(UNKNOWN);
      }
    }
    return model.trace;
  }

  private void note(int number) {
    trace = trace * 31 + number;
  }

  private void note(Thrown thrown) {
    if (thrown.tag == 2) {
      note(thrown.number * 2);
    }
    if (thrown.tag > 0) {
      note(thrown.number);
    }
  }

  private @Nullable Thrown call(int function) {
    List<Around> outside = List.copyOf(around);
    around.clear();
    Leaves left = all(functions.get(function));
    around.clear();
    around.addAll(outside);
    return left instanceof Throws thrown ? thrown.thrown : null;
  }

  private @Nullable Leaves all(List<Step> steps) {
    for (Step step : steps) {
      Leaves left = one(step);
      if (left != null) {
        return left;
      }
    }
    return null;
  }

  private @Nullable Leaves one(Step step) {
    if (step instanceof Step.Note note) {
      note(note.number());
      return null;
    } else if (step instanceof Step.Throw thrown) {
      return new Throws(new Thrown(thrown.tag(), thrown.number()), 0);
    } else if (step instanceof Step.Call call) {
      Thrown thrown = --fuel > 0 ? call(call.function()) : null;
      return thrown == null ? null : new Throws(thrown, 0);
    } else if (step instanceof Step.Jump jump) {
      return jump(jump);
    } else if (step instanceof Step.Rethrow rethrow) {
      return new Throws(caught(rethrow.label()), 0);
    } else if (step instanceof Step.Block block) {
      return block(block);
    }
    return attempt((Step.Try) step);
  }

  private Thrown caught(int label) {
    Thrown caught = around.get(around.size() - 1 - label).caught;
    if (caught == null) {
      throw new AssertionError("a rethrow outside of an arm");
    }
    return caught;
  }

  private @Nullable Leaves jump(Step.Jump jump) {
    boolean goes =
        jump.remainder() == Step.Jump.ALWAYS
            || Integer.remainderUnsigned(trace, 3) == jump.remainder();
    int target = around.size() - 1 - jump.label();
    if (target >= 0 && around.get(target).loop) {
      goes &= --fuel > 0;
    }
    return goes ? new Branches(jump.label(), jump.number()) : null;
  }

  private @Nullable Leaves block(Step.Block block) {
    Leaves left;
    boolean again;
    do {
      left = inside(new Around(block.loop(), block.result(), null), block.steps());
      again = block.loop() && left instanceof Branches branch && branch.blocks == 0;
    } while (again);
    return behind(left, block.result(), block.number());
  }

  private @Nullable Leaves inside(Around block, List<Step> steps) {
    around.add(block);
    Leaves left = all(steps);
    around.remove(around.size() - 1);
    return left;
  }

  private @Nullable Leaves attempt(Step.Try attempt) {
    if (attempt.parameter()) {
      note(attempt.number());
    }
    Leaves left = inside(new Around(false, attempt.result(), null), attempt.steps());
    int number = attempt.number();
    if (left instanceof Throws thrown && thrown.blind == 0) {
      if (attempt.delegate() != Step.NONE) {
        return new Throws(thrown.thrown, attempt.delegate());
      }
      for (Step.Arm arm : attempt.arms()) {
        if (arm.tag() == Step.ANY || arm.tag() == thrown.thrown.tag) {
          if (arm.tag() != Step.ANY) {
            note(thrown.thrown);
          }
          left = inside(new Around(false, attempt.result(), thrown.thrown), arm.steps());
          number = arm.number();
          break;
        }
      }
    }
    return behind(left, attempt.result(), number);
  }

  /** What leaves a block leaves the one around as well, but for a branch to the block. */
  private @Nullable Leaves behind(@Nullable Leaves left, boolean result, int number) {
    if (left instanceof Branches branch && branch.blocks > 0) {
      return new Branches(branch.blocks - 1, branch.number);
    } else if (left instanceof Throws thrown) {
      return new Throws(thrown.thrown, Math.max(0, thrown.blind - 1));
    } else if (result) {
      note(left instanceof Branches branch ? branch.number : number);
    }
    return null;
  }
}

package dev.radicchio.link.pass;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/** Makes functions of nested blocks that throw, catch, branch and delegate, of a seed. */
final class RandomSteps {
  private static final int DEEPEST = 5;
  private static final int TAGS = 3;

  private final Random random;
  private final int functions;

  /** Of each block around, whether the place is in an arm of it. */
  private final List<Boolean> around = new ArrayList<>();

  private RandomSteps(Random random, int functions) {
    this.random = random;
    this.functions = functions;
  }

  /** As many functions that may call each other. */
  static List<List<Step>> functions(long seed, int count) {
    RandomSteps steps = new RandomSteps(new Random(seed), count);
    List<List<Step>> functions = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      functions.add(steps.steps());
    }
    return functions;
  }

  private List<Step> steps() {
    List<Step> steps = new ArrayList<>();
    for (int count = random.nextInt(4); count > 0; count--) {
      steps.add(random.nextInt(16) == 0 ? last() : step());
    }
    steps.add(last());
    return List.copyOf(steps);
  }

  /** Steps behind it are mostly done as well. */
  private Step step() {
    int kind = random.nextInt(around.size() < DEEPEST ? 12 : 3);
    return switch (kind) {
      case 0 -> new Step.Note(number());
      case 1 -> new Step.Call(random.nextInt(functions));
      case 2 -> jump(random.nextInt(3));
      case 3 -> new Step.Block(true, false, inside(false), number());
      case 4 -> new Step.Block(false, random.nextBoolean(), inside(false), number());
      default -> attempt();
    };
  }

  /** Steps behind it are mostly not reached. */
  private Step last() {
    int kind = random.nextInt(8);
    return switch (kind) {
      case 0 -> new Step.Note(number());
      case 1 -> jump(Step.Jump.ALWAYS);
      case 2, 3, 4 -> rethrow();
      default -> new Step.Throw(random.nextInt(TAGS), number());
    };
  }

  private Step jump(int remainder) {
    return new Step.Jump(random.nextInt(around.size() + 1), remainder, number());
  }

  private int number() {
    return random.nextInt(1000);
  }

  private Step rethrow() {
    List<Integer> labels = new ArrayList<>();
    for (int label = 0; label < around.size(); label++) {
      if (around.get(around.size() - 1 - label)) {
        labels.add(label);
      }
    }
    return labels.isEmpty()
        ? new Step.Note(number())
        : new Step.Rethrow(labels.get(random.nextInt(labels.size())));
  }

  private List<Step> inside(boolean arm) {
    around.add(arm);
    List<Step> steps = steps();
    around.remove(around.size() - 1);
    return steps;
  }

  private Step attempt() {
    boolean parameter = random.nextInt(4) == 0;
    boolean result = random.nextBoolean();
    List<Step> body = inside(false);
    List<Step.Arm> arms = new ArrayList<>();
    int delegate = Step.NONE;
    if (random.nextInt(5) == 0) {
      delegate = random.nextInt(around.size() + 1);
    } else {
      for (int count = random.nextInt(3); count > 0; count--) {
        arms.add(new Step.Arm(random.nextInt(TAGS), inside(true), number()));
      }
      if (random.nextInt(3) > 0) {
        arms.add(new Step.Arm(Step.ANY, inside(true), number()));
      }
    }
    return new Step.Try(parameter, result, body, List.copyOf(arms), delegate, number());
  }
}

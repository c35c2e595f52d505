package dev.radicchio.random;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.function.Predicate;

/**
 * Makes a failing program small: leaves out parts, items, and what is in them, as long as it still
 * fails.
 */
final class Shrinker {
  private final Predicate<RandomProgram> fails;
  private RandomProgram least;

  private Shrinker(RandomProgram program, Predicate<RandomProgram> fails) {
    this.fails = fails;
    least = program;
  }

  /**
   * The least program found.
   *
   * @param fails whether a program fails as the first one does
   */
  static RandomProgram shrink(RandomProgram program, Predicate<RandomProgram> fails) {
    Shrinker shrinker = new Shrinker(program, fails);
    RandomProgram before;
    do {
      before = shrinker.least;
      shrinker.leaveOut(RandomProgram::parts, RandomProgram::withParts);
      shrinker.leaveOut(RandomProgram::items, RandomProgram::withItems);
      shrinker.leaveOut(RandomProgram::steps, RandomProgram::withSteps);
      shrinker.simplify(RandomProgram::items, Item::smaller, RandomProgram::withItems);
      shrinker.simplify(RandomProgram::parts, Part::smaller, RandomProgram::withParts);
    } while (!shrinker.least.equals(before));
    return shrinker.least;
  }

  /** Replaces what a program has of a kind. */
  private interface Replacing<T> {
    RandomProgram replace(RandomProgram program, List<T> others);
  }

  private boolean take(RandomProgram candidate) {
    boolean taken = fails.test(candidate);
    if (taken) {
      least = candidate;
    }
    return taken;
  }

  private <T> void leaveOut(Function<RandomProgram, List<T>> what, Replacing<T> replacing) {
    for (int size = Math.max(1, what.apply(least).size() / 2); size > 0; size /= 2) {
      int at = 0;
      while (at < what.apply(least).size()) {
        List<T> all = what.apply(least);
        List<T> less = Lists.without(all, at, Math.min(at + size, all.size()));
        if (!take(replacing.replace(least, less))) {
          at += size;
        }
      }
    }
  }

  private <T> void simplify(
      Function<RandomProgram, List<T>> what, Function<T, List<T>> smaller, Replacing<T> replacing) {
    for (int i = 0; i < what.apply(least).size(); i++) {
      int next = 0;
      List<T> candidates = smaller.apply(what.apply(least).get(i));
      while (next < candidates.size()) {
        List<T> others = new ArrayList<>(what.apply(least));
        others.set(i, candidates.get(next));
        if (take(replacing.replace(least, others))) {
          candidates = smaller.apply(what.apply(least).get(i));
        } else {
          next++;
        }
      }
    }
  }
}

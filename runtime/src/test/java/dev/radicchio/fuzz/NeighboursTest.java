package dev.radicchio.fuzz;

import static org.assertj.core.api.Assertions.assertThat;

import dev.radicchio.Engine;
import java.util.HashSet;
import java.util.Set;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Random programs whose instances pass memory and functions to each other, beside a model. */
final class NeighboursTest {
  private static final int PROGRAMS = 120;
  private static final int MANY_PROGRAMS = 3_000;
  private static final int STEPS = 60;
  private static final int MANY_STEPS = 200;

  @Test
  void someProgramsDoWhatTheModelSays() {
    run(1, PROGRAMS, STEPS, Engine.INTERPRETED);
  }

  @Test
  @Tag("slow")
  void manyProgramsDoWhatTheModelSays() {
    run(1 + PROGRAMS, MANY_PROGRAMS, MANY_STEPS, Engine.INTERPRETED);
    run(1 + PROGRAMS + MANY_PROGRAMS, MANY_PROGRAMS / 10, MANY_STEPS, Engine.COMPILED);
  }

  private static void run(long first, int programs, int steps, Engine engine) {
    int linked = 0;
    for (long seed = first; seed < first + programs; seed++) {
      linked += runs(seed, steps, engine) ? 1 : 0;
    }
    assertThat(linked).as("programs that could be linked").isGreaterThan(programs / 2);
  }

  /** Leaves out steps as long as the program fails without them. */
  private static boolean runs(long seed, int steps, Engine engine) {
    Set<Integer> skipped = new HashSet<>();
    try {
      return NeighboursRun.run(seed, steps, engine, skipped);
    } catch (AssertionError e) {
      AssertionError least = e;
      for (int step = steps - 1; step >= 0; step--) {
        skipped.add(step);
        try {
          NeighboursRun.run(seed, steps, engine, skipped);
          skipped.remove(step);
        } catch (AssertionError less) {
          least = less;
        }
      }
      throw least;
    }
  }
}

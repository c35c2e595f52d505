package dev.radicchio.link.resolve;

import static dev.radicchio.fixture.Stages.codes;
import static org.assertj.core.api.Assertions.assertThat;

import dev.radicchio.fixture.Allocators;
import dev.radicchio.fixture.Stages;
import dev.radicchio.link.plan.HeapPolicy;
import dev.radicchio.link.problem.Problem;
import dev.radicchio.link.problem.ProblemCode;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Allocators that an instance could mean where it gets the heap's functions. */
final class OtherAllocatorsTest {
  private static final String ALLOCATOR =
      "(module (func (export \"malloc\") (param i32) (result i32) (i32.const 8)))";

  private final List<Problem> problems = new ArrayList<>();

  private OtherAllocators check(Stages stages, String importer, String... symbols) {
    OtherAllocators others =
        new OtherAllocators(stages.heap(new HeapPolicy.Host()).allocation(), problems);
    for (String symbol : symbols) {
      others.check(stages.instance(importer), symbol);
    }
    return others;
  }

  @Test
  void thereIsNothingToSayIfNoneHasOne() {
    check(new Stages().add("user", Allocators.USER), "user", "malloc");

    assertThat(problems).isEmpty();
  }

  @Test
  void whatAnotherExportsIsNotUsed() {
    Stages stages = new Stages().add("user", Allocators.USER).add("other", ALLOCATOR);
    OtherAllocators others = check(stages, "user", "malloc");

    assertThat(codes(problems)).containsExactly(ProblemCode.ALLOCATOR_NOT_USED);
    assertThat(others.warnedOf()).containsExactly(stages.instance("other"));
  }

  @Test
  void thatIsSaidOnceOfAnImporter() {
    String both = Allocators.MANAGER.replace("take", "malloc").replace("give", "free");

    check(new Stages().add("user", Allocators.USER).add("other", both), "user", "malloc", "free");

    assertThat(problems).hasSize(1);
  }

  @Test
  void whatAnotherOnlyPassesOnIsNone() {
    Stages stages =
        new Stages()
            .add("user", Allocators.USER)
            .add(
                "other",
                """
                (module
                  (import "env" "malloc" (func $malloc (param i32) (result i32)))
                  (export "malloc" (func $malloc)))
                """);
    check(stages, "user", "malloc");

    assertThat(problems).isEmpty();
  }

  @Test
  void whatIsReplacedIsNone() {
    Stages stages =
        new Stages()
            .add("user", Allocators.USER)
            .add("other", Allocators.replaceable("", "(export \"malloc\" (func $malloc))"));
    check(stages, "user", "malloc");

    assertThat(stages.allocation().replaced(stages.instance("other"))).isNotNull();
    assertThat(problems).isEmpty();
  }

  @Test
  void whoKeepsItsOwnBesideTheHeapMixesThem() {
    Stages stages =
        new Stages()
            .add(
                "one",
                """
                (module
                  (import "env" "free" (func (param i32)))
                  (func (export "malloc") (param i32) (result i32) (i32.const 8)))
                """);
    OtherAllocators others = check(stages, "one", "free", "free");

    assertThat(codes(problems)).containsExactly(ProblemCode.ALLOCATORS_MIXED);
    assertThat(others.warnedOf()).containsExactly(stages.instance("one"));
  }
}

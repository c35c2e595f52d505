package dev.radicchio.link.place;

import static dev.radicchio.fixture.Stages.codes;
import static org.assertj.core.api.Assertions.assertThat;

import dev.radicchio.fixture.CraftedModules;
import dev.radicchio.fixture.Stages;
import dev.radicchio.link.input.Modules;
import dev.radicchio.link.problem.Problem;
import dev.radicchio.link.problem.ProblemCode;
import java.util.List;
import java.util.OptionalInt;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;

/** What those that manage the memory would do to others. */
final class HeapOwnerCheckTest {
  private static List<Problem> problems(Stages stages) {
    Memory memory = MemoryLayout.of(stages.allocation(), 0, OptionalLong.empty(), List.of());
    return new HeapOwnerCheck(stages.allocation(), memory.with(List.of())).problems();
  }

  private static List<Problem> problems(String one, String two) {
    return problems(new Stages().addCrafted("one", one).addCrafted("two", two));
  }

  @Test
  void oneThatManagesTheMemoryAloneIsNoProblem() {
    assertThat(problems(new Stages().addCrafted("one", "rest_0x20000"))).isEmpty();
  }

  @Test
  void twoThatDoAreOneProblemOfTheSecond() {
    List<Problem> problems = problems("rest_0x20000", "rest_0x40000_number_0x20000");

    assertThat(problems)
        .filteredOn(problem -> problem.code() == ProblemCode.TWO_HEAP_OWNERS)
        .singleElement()
        .extracting(Problem::instance)
        .isEqualTo("two");
  }

  @Test
  void nothingMayLieAboveOneThatCannotBeMoved() {
    assertThat(codes(problems("rest_0x20000", "at_0x30000")))
        .containsExactly(ProblemCode.ABOVE_HEAP_OWNER);
  }

  @Test
  void othersMayLieBelowIt() {
    assertThat(problems("rest_0x20000", "at_0x400")).isEmpty();
  }

  @Test
  void nobodyMayGrowTheMemoryBesideOne() {
    assertThat(codes(problems("rest_0x20000", "grows")))
        .containsExactly(ProblemCode.GROWTH_BESIDE_HEAP_OWNER);
  }

  @Test
  void nothingMayLieInMemoryThatOneLeavesToItsHost() {
    List<Problem> problems = problems("from_heap_base_0x20000", "at_0x30000");

    assertThat(codes(problems)).containsExactly(ProblemCode.OTHERS_IN_OPEN_MEMORY);
    assertThat(problems.get(0).message()).contains("others lie above it");
  }

  @Test
  void nobodyMayGrowTheMemoryThatOneLeavesToItsHost() {
    List<Problem> problems = problems("from_heap_base_0x20000", "grows");

    assertThat(codes(problems)).containsExactly(ProblemCode.OTHERS_IN_OPEN_MEMORY);
    assertThat(problems.get(0).message()).contains("two.wasm (two) grows the memory");
  }

  @Test
  void oneWhosePagesAreKnownIsNoProblem() {
    Stages stages =
        new Stages()
            .add(
                "one",
                Modules.of("one.wasm", CraftedModules.file("from_heap_base_0x20000")),
                OptionalLong.empty(),
                OptionalInt.of(3))
            .addCrafted("two", "at_0x30000");

    assertThat(problems(stages)).isEmpty();
  }
}

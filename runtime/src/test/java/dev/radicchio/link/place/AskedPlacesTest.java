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
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Whether instances are where the program says. */
final class AskedPlacesTest {
  private static List<Problem> problems(String crafted, OptionalLong base, OptionalInt pages) {
    Stages stages =
        new Stages().add("one", Modules.of("one.wasm", CraftedModules.file(crafted)), base, pages);
    Memory memory = MemoryLayout.of(stages.allocation(), 0, OptionalLong.empty(), List.of());
    return AskedPlaces.problems(stages.instance("one"), stages.allocation(), memory);
  }

  private static List<Problem> withPages(String crafted, int pages) {
    return problems(crafted, OptionalLong.empty(), OptionalInt.of(pages));
  }

  @Test
  void whoAsksForNothingGetsNoProblem() {
    assertThat(problems("at_0x20000", OptionalLong.empty(), OptionalInt.empty())).isEmpty();
  }

  @Test
  void theAddressThatItHasIsNone() {
    assertThat(problems("at_0x20000", OptionalLong.of(0x20000), OptionalInt.empty())).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({"at_0x20000, OTHER_BASE_OF_ABSOLUTE", "library_2gib, OTHER_BASE"})
  void anotherAddressIsOne(String crafted, ProblemCode code) {
    assertThat(codes(problems(crafted, OptionalLong.of(0x50000), OptionalInt.empty())))
        .containsExactly(code);
  }

  @Test
  void pagesMayBeAsManyAsItWasLinkedWith() {
    assertThat(withPages("from_heap_base_0x20000", 3)).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({
    "from_heap_base_0x20000, 2, linked with memory up to 0x30000",
    "from_heap_base_0x20000, 65537, at most 65536",
    "rest_0x20000, 9, asks for the memory's size",
    "library_2gib, 9, it is dylink and not absolute"
  })
  void pagesThatItCannotHaveAreAProblem(String crafted, int pages, String why) {
    List<Problem> problems = withPages(crafted, pages);

    assertThat(codes(problems)).containsExactly(ProblemCode.PAGES_NOT_POSSIBLE);
    assertThat(problems.get(0).message()).contains(why);
  }
}

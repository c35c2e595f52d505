package dev.radicchio.link.place;

import static org.assertj.core.api.Assertions.assertThat;

import dev.radicchio.fixture.Stages;
import dev.radicchio.link.problem.ProblemCode;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Why an instance begins where it does. */
final class UnmovableTest {
  private static final Unmovable.Codes CODES =
      new Unmovable.Codes(
          ProblemCode.ABOVE_HEAP_OWNER,
          ProblemCode.ABOVE_NUMBER_OF_HEAP_OWNER,
          ProblemCode.ABOVE_MADE_ADDRESSES);

  private static Unmovable unmovable(String crafted, long start) {
    return new Unmovable(new Stages().addCrafted("one", crafted).instance("one"), start);
  }

  @Test
  void aNumberInCodeMayBeWhereItBegins() {
    assertThat(unmovable("at_0x40000_number_0x20000", 0x20000).beginsAtNumber()).isTrue();
  }

  @Test
  void itIsNotIfTheUserSaysWhereItBegins() {
    assertThat(unmovable("at_0x40000_number_0x20000", 0x40000).beginsAtNumber()).isFalse();
  }

  @Test
  void dataIsNoNumber() {
    assertThat(unmovable("at_0x20000", 0x20000).beginsAtNumber()).isFalse();
  }

  @Test
  void addressesMayBeMadeByTheModule() {
    assertThat(unmovable("makes_addresses", 0).makesAddresses()).isTrue();
    assertThat(unmovable("at_0x20000", 0x20000).makesAddresses()).isFalse();
  }

  @Test
  void whatCanBeMovedIsNeither() {
    assertThat(unmovable("library_2gib", 0).beginsAtNumber()).isFalse();
    assertThat(unmovable("library_2gib", 0).makesAddresses()).isFalse();
  }

  @ParameterizedTest
  @CsvSource({
    "at_0x20000, 0x20000, ABOVE_HEAP_OWNER",
    "at_0x40000_number_0x20000, 0x20000, ABOVE_NUMBER_OF_HEAP_OWNER",
    "makes_addresses, 0, ABOVE_MADE_ADDRESSES"
  })
  void theProblemIsThatOfTheReason(String crafted, String start, ProblemCode code) {
    Unmovable unmovable = unmovable(crafted, Long.decode(start));

    assertThat(unmovable.problem("one", CODES, "one.wasm", 1L).code()).isEqualTo(code);
  }

  @Test
  void theAdviceIsToRebaseItOrThePageOfTheData() {
    assertThat(unmovable("at_0x20000", 0x20000).problem("one", CODES, "a", 1L).message())
        .contains("relocation = REBASED");
    assertThat(
            unmovable("at_0x40000_number_0x20000", 0x20000)
                .problem("one", CODES, "a", 1L)
                .message())
        .contains("base = " + 0x40000);
  }
}

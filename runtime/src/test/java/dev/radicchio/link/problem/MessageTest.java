package dev.radicchio.link.problem;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class MessageTest {
  private static final Message MESSAGE =
      new Message(299, Problem.Severity.ERROR, "%s has %d pages at 0x%x");

  @Test
  void hasTheCodeOfItsNumber() {
    assertThat(MESSAGE.code()).isEqualTo("RAD299");
  }

  @Test
  void fillsItsPlaces() {
    assertThat(MESSAGE.text("a.wasm", 12, 0x80000000L))
        .isEqualTo("a.wasm has 12 pages at 0x80000000");
  }

  @Test
  void hasTheSameNumbersInEveryLocale() {
    Locale before = Locale.getDefault();
    Locale.setDefault(Locale.forLanguageTag("ar-EG-u-nu-arab"));
    try {
      assertThat(MESSAGE.text("a.wasm", 12, 1)).isEqualTo("a.wasm has 12 pages at 0x1");
    } finally {
      Locale.setDefault(before);
    }
  }

  @Test
  void refusesArgumentsThatDoNotFitItsPlaces() {
    assertThatThrownBy(() -> MESSAGE.text("a.wasm", 12))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("RAD299 has places for sdx, not for [a.wasm, 12]");
    assertThatThrownBy(() -> MESSAGE.text("a.wasm", 12, 1, "more"))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> MESSAGE.text("a.wasm", "12", 1))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @ParameterizedTest
  @ValueSource(strings = {"../linker/src/main/java", "src/main/java"})
  void isGivenWhatItHasPlacesForEverywhere(String sources) throws IOException {
    assertThat(
            MessageCalls.mistakes(
                Path.of(sources),
                List.of(ProblemCode.values()),
                Map.of(
                    "Recognition.refuse", "s", // the file
                    "RelocationCheck.fail", "ssd", // the file and the relocation
                    "Unmovable.problem", "*"))) // what is in the way decides
        .isEmpty();
  }
}

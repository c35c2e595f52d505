package dev.radicchio.link.problem;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The codes of problems and their messages. */
final class ProblemCodeTest {
  private static List<String> codes() {
    return Stream.of(ProblemCode.values()).map(ProblemCode::code).toList();
  }

  @Test
  void codesAreUniqueAndInOrder() {
    assertThat(codes()).doesNotHaveDuplicates().isSorted();
  }

  @Test
  void codesAreInTheRangesOfTheirThemes() {
    assertRange("RAD2", ProblemCode.FILE_MISSING, ProblemCode.RELOCATIONS_OF_CODE_REMOVED);
    assertRange("RAD3", ProblemCode.UNRESOLVED_IMPORT, ProblemCode.CONSTRUCTED_BY_START);
    assertRange("RAD4", ProblemCode.OVERLAP, ProblemCode.UNCERTAIN_STACK_POINTER);
    assertRange("RAD5", ProblemCode.TWO_HEAP_OWNERS, ProblemCode.STATE_ALLOCATED_APART);
    assertRange("RAD6", ProblemCode.INVALID_IMAGE, ProblemCode.SHARED_EXCEPTIONS);
  }

  private static void assertRange(String theme, ProblemCode first, ProblemCode last) {
    assertThat(codes().stream().filter(code -> code.matches(theme + "\\d\\d")).toList())
        .isEqualTo(EnumSet.range(first, last).stream().map(ProblemCode::code).toList());
  }

  @Test
  void everyCodeIsOfATheme() {
    assertThat(codes()).allMatch(code -> code.matches("RAD[2-6]\\d\\d"));
  }

  @ParameterizedTest
  @EnumSource
  void templatesSayWhatFirstAndEndWithoutAPeriod(ProblemCode code) {
    assertThat(code.template())
        .matches("(%s|both %s|the data of %s|the program|the image|the linked image)[ :].*")
        .doesNotEndWith(".")
        .doesNotContain("  ", "\n")
        .doesNotMatch(".* [.,;:].*")
        .isEqualTo(code.template().strip());
  }

  @Test
  void numbersAreNotOfTheLocale() {
    Locale before = Locale.getDefault();
    Locale.setDefault(Locale.forLanguageTag("ar-EG-u-nu-arab"));
    try {
      assertThat(ProblemCode.SEVERAL_MEMORIES.of(null, "a.wasm", 12).message())
          .isEqualTo("a.wasm has 12 memories; a program shares one");
    } finally {
      Locale.setDefault(before);
    }
  }
}

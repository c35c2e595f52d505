package dev.radicchio.processor.check;

import static org.assertj.core.api.Assertions.assertThat;

import dev.radicchio.link.problem.MessageCalls;
import dev.radicchio.link.problem.ProblemCode;
import dev.radicchio.processor.model.PassedType;
import dev.radicchio.processor.model.ScalarType;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

final class DiagnosticCodeTest {
  private static final Pattern ARGUMENT = Pattern.compile("%([sd])");

  private static List<String> codes() {
    return Stream.of(DiagnosticCode.values()).map(DiagnosticCode::code).toList();
  }

  @Test
  void codesAreUniqueAndInOrder() {
    assertThat(codes()).doesNotHaveDuplicates().isSorted();
  }

  @Test
  void everyCodeIsOfATheme() {
    assertThat(codes()).allMatch(code -> code.matches("RAD[178]\\d\\d"));
  }

  @Test
  void noCodeIsOneOfTheLinkers() {
    assertThat(codes())
        .doesNotContainAnyElementsOf(
            Stream.of(ProblemCode.values()).map(ProblemCode::code).toList());
  }

  @Test
  void templatesAreUnique() {
    assertThat(Stream.of(DiagnosticCode.values()).map(DiagnosticCode::template))
        .doesNotHaveDuplicates();
  }

  @ParameterizedTest
  @EnumSource
  void templatesAreSentencesWithoutAPeriod(DiagnosticCode code) {
    assertThat(code.template())
        .isNotBlank()
        .doesNotEndWith(".")
        .doesNotContain("  ")
        .isEqualTo(code.template().strip());
  }

  @ParameterizedTest
  @EnumSource
  void templatesHaveNothingButStringsAndNumbersToFillIn(DiagnosticCode code) {
    Object[] arguments =
        ARGUMENT
            .matcher(code.template())
            .results()
            .map(found -> found.group(1).equals("d") ? (Object) 1 : "one")
            .toArray();

    assertThat(arguments).isNotEmpty();
    assertThat(String.format(Locale.ROOT, code.template(), arguments))
        .isEqualTo(code.template().replace("%d", "1").replace("%s", "one"));
  }

  @Test
  void messagesAreGivenWhatTheyHavePlacesForEverywhere() throws IOException {
    assertThat(
            MessageCalls.mistakes(Path.of("src/main/java"), DiagnosticCatalogue.kinds(), Map.of()))
        .isEmpty();
  }

  @Test
  void messagesNameEveryTypeThatPasses() {
    Stream.of(ScalarType.values()).forEach(type -> assertNamed(type, type.javaName()));
    Stream.of(PassedType.Memory.values())
        .forEach(
            type ->
                assertNamed(
                    type, type.isText() ? "@" + type.encoding().getSimpleName() : type.javaName()));
    assertNamed(new PassedType.Struct(null), "@WasmStruct");
    assertNamed(new PassedType.FunctionPointer(null), "@WasmFunction");
  }

  private static void assertNamed(PassedType type, String name) {
    Pattern word = Pattern.compile("[ (]" + Pattern.quote(name) + "[ ,]");
    assertThat(DiagnosticCode.PARAMETER_TYPE.template()).containsPattern(word);
    assertThat(word.matcher(DiagnosticCode.RESULT_TYPE.template()).find())
        .as("%s as the result of a module", name)
        .isEqualTo(type.toJava() == PassedType.Returned.YES);
    assertThat(word.matcher(DiagnosticCode.RESULT_TYPE_TO_GUEST.template()).find())
        .as("%s as the result of a host", name)
        .isEqualTo(type.toGuest() == PassedType.Returned.YES);
  }
}

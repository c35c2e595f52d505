package dev.radicchio.golden;

import static org.assertj.core.api.Assertions.assertThat;

import dev.radicchio.link.plan.RelocationModel;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * The rules of {@code docs/linking.md}, each in a directory of {@code src/test/link}. After a
 * change that means to change what comes out, {@code mvn -pl runtime test -Dtest=LinkCasesTest
 * -Dgolden.write=true} writes it anew, to be read as a diff.
 */
final class LinkCasesTest {
  private static List<LinkCase> cases() throws IOException {
    return LinkCase.all(Path.of("src/test/link"));
  }

  @ParameterizedTest
  @MethodSource("cases")
  void linksAsExpected(LinkCase linkCase) throws IOException {
    Map<String, String> outputs = linkCase.link();
    if (Boolean.getBoolean("golden.write")) {
      linkCase.write(outputs);
    }
    assertThat(outputs).isEqualTo(linkCase.expected());
  }

  @ParameterizedTest
  @MethodSource("cases")
  void saysWhatItShows(LinkCase linkCase) throws IOException {
    assertThat(linkCase.says()).matches("# [A-Z].*\\.");
  }

  @ParameterizedTest
  @EnumSource
  void everyModelHasACaseAndIsDescribed(RelocationModel model) throws IOException {
    assertThat(cases())
        .extracting(LinkCase::toString)
        .anyMatch(name -> name.startsWith("model-" + model));
    assertThat(Path.of("../docs/linking.md")).content().contains("\n| " + model + " | ");
    assertThat(Path.of("../README.md")).content().contains("\n| " + model + " | ");
  }
}

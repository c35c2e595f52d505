package dev.radicchio.processor.model;

import static org.assertj.core.api.Assertions.assertThat;

import com.palantir.javapoet.CodeBlock;
import java.nio.file.Path;
import java.util.regex.Pattern;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

final class PassedTypeTest {
  private static final Path GOLDEN =
      Path.of("src/test/resources/golden/Trade_EverythingFunction.java");

  private static final String ARGUMENTS = "\\(int\\) arguments\\[\\d+\\]";

  /** A function of the program whose sources are compared as a whole takes each of these types. */
  @ParameterizedTest
  @EnumSource
  void theGoldenSourcesPassEveryTypeInTheMemory(PassedType.Memory type) {
    String read = type.read(CodeBlock.of("program.memory()"), CodeBlock.of("PLACE")).toString();
    String range = type.hasLength() ? ARGUMENTS + ", " + ARGUMENTS : ARGUMENTS;
    String place =
        "addresses\\.toProgram\\(" + range + "\\)" + (type.hasLength() ? ", " + ARGUMENTS : "");

    assertThat(GOLDEN)
        .content()
        .containsPattern(Pattern.quote(read).replace("PLACE", "\\E" + place + "\\Q"));
    if (type.isCopied()) {
      assertThat(GOLDEN).content().contains("arena." + type.copying() + "(");
    }
  }
}

package dev.radicchio.corpus;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** {@code corpus/toolchains.csv} has the version of every toolchain that made a module. */
final class ToolchainsTest {
  /** The one whose modules are not committed. */
  private static final String GO = "go";

  private static List<String> listed() throws IOException {
    try (Stream<String> lines = Files.lines(Path.of("../corpus/toolchains.csv"))) {
      return lines.skip(1).map(line -> line.substring(0, line.indexOf(','))).toList();
    }
  }

  @Test
  void everyRowIsOfToolchainsThatAreListed() throws IOException {
    List<String> listed = listed();
    assertThat(Corpus.rows())
        .allSatisfy(
            row -> assertThat(listed).anyMatch(toolchain -> row.toolchain().startsWith(toolchain)));
  }

  @Test
  void everyToolchainHasARow() throws IOException {
    List<String> used = Corpus.rows().stream().map(Row::toolchain).toList();
    assertThat(listed())
        .doesNotHaveDuplicates()
        .filteredOn(toolchain -> !toolchain.equals(GO))
        .allSatisfy(toolchain -> assertThat(used).anyMatch(row -> row.startsWith(toolchain)));
  }
}

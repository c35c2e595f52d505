package dev.radicchio.corpus;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Each image of the corpus computes in Node what its modules compute alone in Chicory, as {@link
 * CorpusTest} shows of the images in Chicory: an error of the linker and one of the engine cannot
 * hide each other.
 */
@Tag("slow")
final class CorpusNodeTest {
  private static final List<LinkedRow> ROWS =
      Corpus.rows().stream()
          .filter(row -> !needsViews(row))
          .map(LinkedRow::of)
          .filter(LinkedRow::isSound)
          .toList();

  @TempDir private static Path directory;
  private static Map<String, List<String>> results;

  /** Node's WASI cannot be shown the memory from the base of a rebased instance on. */
  private static boolean needsViews(Row row) {
    return row.model().equals("absolute") && !row.hosts().isEmpty();
  }

  @BeforeAll
  static void runAllImages() throws IOException {
    results = new Node(directory).run(ROWS);
  }

  static List<LinkedRow> rows() {
    return ROWS;
  }

  @ParameterizedTest
  @MethodSource("rows")
  void computesInNodeWhatItComputesAlone(LinkedRow row) {
    List<String> found = results.get(row.row().module());
    assertThat(row.scenario().differences(found)).isEmpty();
  }
}

package dev.radicchio.corpus;

import static org.assertj.core.api.Assertions.assertThat;

import com.dylibso.chicory.wasm.Parser;
import dev.radicchio.Host;
import dev.radicchio.Hosts;
import dev.radicchio.LinkedProgram;
import dev.radicchio.corpus.CorpusTable.Outcome;
import dev.radicchio.engine.chicory.ChicoryHosts;
import dev.radicchio.link.Image;
import dev.radicchio.link.Linker;
import dev.radicchio.link.plan.ImageNaming;
import dev.radicchio.link.problem.Problem;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Each module of the corpus, linked twice with another module between, computes what it computes
 * alone, or is refused with the message that the corpus lists.
 */
final class CorpusTest {
  private static final Path TABLE_FILE = Path.of("target", "corpus.md");

  /** What to copy into the corpus when messages have changed and the new ones are right. */
  private static final Path REFUSALS_FILE = Path.of("target", "refusals.csv");

  private static final CorpusTable TABLE = new CorpusTable();
  private static final StringBuilder REFUSALS = new StringBuilder(Csv.line("module", "message"));

  static List<Row> rows() {
    return Corpus.rows();
  }

  @ParameterizedTest
  @MethodSource("rows")
  void computesWhatItComputesAloneOrIsRefusedAsListed(Row row) {
    TABLE.put(row, Outcome.FAILED);
    LinkedRow linked = LinkedRow.of(row);
    linked.refusals().forEach(message -> REFUSALS.append(Csv.line(row.module(), message)));

    assertThat(linked.refusals()).as("refusals").isEqualTo(Corpus.refusals(row));
    if (linked.image().isPresent()) {
      assertThat(row.read().relocationModel()).hasToString(row.linkerModel());
    }
    if (Corpus.isUnsound(row)) {
      assertThat(differences(linked, linked.image().get()))
          .as("differences of a row listed as unsound")
          .isNotEmpty();
      assertThat(warnings(row)).anyMatch(warning -> warning.contains("will not move"));
    } else if (linked.image().isPresent()) {
      assertThat(differences(linked, linked.image().get())).isEmpty();
    }
    TABLE.put(row, outcome(linked));
  }

  static List<Row> rowsWithAllocators() {
    return rows().stream()
        .filter(row -> LinkedRow.of(row).isSound() && usesHeap(LinkedRow.of(row).onProgramHeap()))
        .toList();
  }

  private static boolean usesHeap(Image image) {
    return Parser.parse(image.bytes()).importSection().stream()
        .anyMatch(imported -> imported.module().equals(ImageNaming.HEAP_MODULE));
  }

  @ParameterizedTest
  @MethodSource("rowsWithAllocators")
  void computesTheSameOnTheHeapOfTheProgram(Row row) {
    LinkedRow linked = LinkedRow.of(row);
    assertThat(differences(linked, linked.onProgramHeap())).isEmpty();
  }

  @Test
  void replacesTheAllocatorsOfEveryLanguage() {
    assertThat(rowsWithAllocators().stream().map(Row::guest))
        .contains("library", "containers", "standard");
  }

  /** But for those that link-time optimization made one with their allocators. */
  @Test
  void replacesTheAllocatorsOfEveryReleaseOfRust() {
    assertThat(rowsWithAllocators().stream().map(Row::module))
        .filteredOn(module -> module.startsWith("standard.rustc"))
        .containsExactly(
            "standard.rustc1.63.0.relocs.wasm",
            "standard.rustc1.63.2.relocs.wasm",
            "standard.rustc1.75.2.relocs.wasm",
            "standard.rustc1.85.2.relocs.wasm",
            "standard.rustc1.95.2.relocs.wasm",
            "standard.rustc1.97-nightly.2.relocs.wasm");
  }

  private static List<String> warnings(Row row) {
    Linker linker = Linker.create().add("one", row.read());
    row.hosts().forEach(linker::host);
    return linker.plan().problems().stream().map(Problem::message).toList();
  }

  private static List<String> differences(LinkedRow linked, Image image) {
    try (Host host = new Host();
        LinkedProgram program =
            LinkedProgram.instantiate(image, Hosts.none().add(ChicoryHosts.of(host.functions())))) {
      Scenario scenario = linked.scenario();
      return scenario.differences(scenario.run(program::function, host));
    }
  }

  private static Outcome outcome(LinkedRow linked) {
    if (!linked.isSound()) {
      return Outcome.REFUSED;
    }
    return linked.instances().size() == 2 ? Outcome.PASSED : Outcome.PASSED_ALONE;
  }

  @AfterAll
  static void writeTable() throws IOException {
    TABLE.write(TABLE_FILE);
    Files.writeString(REFUSALS_FILE, REFUSALS);
    System.out.println(TABLE.markdown());
  }

  @Test
  void everyModuleHasOneRow() {
    assertThat(rows().stream().map(Row::module))
        .containsExactlyInAnyOrderElementsOf(Corpus.modules());
  }

  @Test
  void everyListedRefusalIsOfARow() {
    assertThat(rows().stream().map(Row::module))
        .containsAll(Corpus.refusals().stream().map(Corpus.Refusal::module).toList());
  }

  @Test
  void onlyRowsThatAreRefusedUnlessAskedForAreUnsound() {
    assertThat(rows().stream().filter(Row::isPicStatic).map(Row::module))
        .containsAll(Corpus.unsound());
  }
}

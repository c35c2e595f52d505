package dev.radicchio.corpus;

import static org.assertj.core.api.Assertions.assertThat;

import dev.radicchio.Host;
import dev.radicchio.Hosts;
import dev.radicchio.LinkedProgram;
import dev.radicchio.engine.chicory.ChicoryHosts;
import dev.radicchio.fixture.Fixture;
import dev.radicchio.link.Image;
import dev.radicchio.link.Linker;
import dev.radicchio.link.WasmFile;
import dev.radicchio.link.plan.HeapPolicy;
import dev.radicchio.link.plan.RelocationModel;
import dev.radicchio.wat.WatModule;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Each absolute module of the corpus computes at other addresses what it computes alone, twice in
 * one program: once with the base in the offsets of its accesses, and once with it added.
 */
final class RebasedCorpusTest {
  private static final int LEAST_ROWS = 20;

  static List<Row> rows() {
    return Corpus.rows().stream().filter(row -> row.model().equals("absolute")).toList();
  }

  @ParameterizedTest
  @MethodSource("rows")
  void computesAPageHigherWhatItComputesAlone(Row row) {
    assertThat(differences(row, 1, "two")).isEmpty();
  }

  /** Up to half of what a JVM has room for that has a GiB. */
  @ParameterizedTest
  @ValueSource(ints = {2, 256, 8_192})
  @Tag("slow")
  void computesFarFromHomeWhatItComputesAlone(int pages) {
    for (Row row : rows()) {
      assertThat(differences(row, pages, "two")).as(row.module()).isEmpty();
      assertThat(differences(row, pages, "one")).as(row.module()).isEmpty();
    }
  }

  private static List<String> differences(Row row, int pagesBelow, String reachingBelow) {
    List<String> instances = List.of("one", "two");
    Image image = image(row, pagesBelow, reachingBelow);
    assertThat(image.layout().instance("two").base()).isPositive();
    Scenario scenario = Scenario.withOther(row, instances);
    try (Host host = new Host();
        LinkedProgram program =
            LinkedProgram.instantiate(image, Hosts.none().add(ChicoryHosts.of(host.functions())))) {
      return scenario.differences(scenario.run(program::function, host));
    }
  }

  private static Image image(Row row, int pagesBelow, String reachingBelow) {
    String below = "(module (memory %d) (data (i32.const 0) \"\"))".formatted(pagesBelow);
    WasmFile module = WasmFile.readAs(row.module(), Corpus.bytes(row), RelocationModel.REBASED);
    Linker linker = Linker.create();
    row.hosts().forEach(linker::host);
    return linker
        .add("below", WasmFile.read("below.wasm", WatModule.encode(below)))
        .add("one", module)
        .add(Scenario.OTHER, Fixture.wasm(Scenario.OTHER_FIXTURE))
        .add("two", module)
        .reachBelow(reachingBelow)
        .heap(new HeapPolicy.Private())
        .link();
  }

  @Test
  void thereAreAsManyAsThereWere() {
    assertThat(rows()).hasSizeGreaterThan(LEAST_ROWS);
  }
}

package dev.radicchio;

import static org.assertj.core.api.Assertions.assertThat;

import com.dylibso.chicory.wasm.Parser;
import dev.radicchio.binary.WasmWriter;
import dev.radicchio.corpus.Corpus;
import dev.radicchio.corpus.LinkedRow;
import dev.radicchio.corpus.Row;
import dev.radicchio.corpus.Scenario;
import dev.radicchio.fixture.Fixture;
import dev.radicchio.link.Linker;
import dev.radicchio.link.WasmFile;
import dev.radicchio.link.plan.HeapPolicy;
import dev.radicchio.link.plan.ImageNaming;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** What a module computes never depends on how much lies before it in memory and table. */
final class PaddingTest {
  private static final int CASES = 50;
  private static final int MANY_CASES = 1000;

  /** The rows of the corpus that link, with padding or without. */
  private static final List<Row> ROWS =
      Corpus.rows().stream().filter(row -> LinkedRow.of(row).isSound()).toList();

  /** A shared library of nothing but room. */
  private static WasmFile padding(int bytes, int alignmentExponent, int slots) {
    WasmWriter info = new WasmWriter().u32(bytes).u32(alignmentExponent).u32(slots).u32(0);
    WasmWriter section = new WasmWriter().name("dylink.0").u8(1).sized(info);
    WasmWriter module = new WasmWriter().u8(0).u8('a').u8('s').u8('m').u8(1).u8(0).u8(0).u8(0);
    return WasmFile.read("padding.wasm", module.u8(0).sized(section).toByteArray());
  }

  private static List<Long> results(LinkedProgram program) {
    List<Long> results = new ArrayList<>();
    for (int i = 0; i < 3; i++) {
      for (String instance : List.of("relocs", "dylink", "pic")) {
        results.add(call(program, instance, "name_char_twice", i, 1));
        results.add(call(program, instance, "entry_apply", i, 100, 7));
        results.add(call(program, instance, "count_through_pointer", i));
        long pointer = call(program, instance, "operation_pointer", i);
        results.add(call(program, "relocs", "call", pointer, 9, 4));
      }
      results.add(call(program, "rust", "area", i));
      results.add(call(program, "rust", "format_checksum", i * 1_000_003L));
    }
    return results;
  }

  private static long call(LinkedProgram program, String instance, String name, long... args) {
    return (int) program.function(instance, name).call(args)[0];
  }

  @Test
  void resultsDoNotDependOnWhatLiesBefore() {
    Random random = new Random(20_260_101);
    List<Long> expected = null;
    for (int i = 0; i < CASES; i++) {
      int bytes = random.nextInt(200_000);
      Linker linker =
          Linker.create().add("padding", padding(bytes, random.nextInt(8), random.nextInt(60)));
      linker.add("relocs", Fixture.wasm("pointers.relocs"));
      linker.add("more", padding(random.nextInt(5_000), 0, random.nextInt(5)));
      linker.add("dylink", Fixture.wasm("pointers.dylink"));
      linker.add("pic", Fixture.wasm("pointers.pic-relocs"));
      linker.add("rust", Fixture.wasm("traits"));
      try (LinkedProgram program = LinkedProgram.instantiate(linker.link())) {
        List<Long> results = results(program);
        expected = expected == null ? results : expected;
        assertThat(results).as("%d bytes before", bytes).isEqualTo(expected);
      }
    }
  }

  @Test
  void resultsOfTheCorpusDoNotDependOnWhatLiesBefore() {
    checkCorpus(1, CASES);
  }

  @Test
  @Tag("slow")
  void resultsOfTheCorpusDoNotDependOnWhatLiesBeforeInManyCases() {
    checkCorpus(1 + CASES, MANY_CASES);
  }

  private static void checkCorpus(long firstSeed, int cases) {
    for (long seed = firstSeed; seed < firstSeed + cases; seed++) {
      checkCorpus(seed);
    }
  }

  /** A random row behind random padding, all of it given by the seed. */
  private static void checkCorpus(long seed) {
    Random random = new Random(seed);
    Row row = ROWS.get(random.nextInt(ROWS.size()));
    Linker linker = Linker.create().heap(new HeapPolicy.Private());
    row.hosts().forEach(linker::host);
    StringBuilder before = new StringBuilder(row.module()).append(" behind");
    // a module that takes all memory above itself must have all padding below
    int exponents = row.base().isPresent() ? 19 : 23;
    for (int i = random.nextInt(3); i >= 0; i--) {
      int bytes = random.nextInt(1 << random.nextInt(exponents));
      int slots = random.nextInt(100);
      linker.add("padding" + i, padding(bytes, random.nextInt(10), slots));
      before.append(" %d bytes and %d slots,".formatted(bytes, slots));
    }
    linker.add("tested", row.read());
    row.base().ifPresent(base -> linker.base("tested", base));
    Scenario scenario = Scenario.of(row, "tested");
    try (Host host = new Host()) {
      // in the interpreter, which is quicker for an image that runs but once
      Alone image = Alone.run(Parser.parse(linker.link().bytes()), host);
      List<String> results =
          scenario.run(
              (tested, name) -> image.function(ImageNaming.exportName(tested, name))::apply, host);
      assertThat(scenario.differences(results)).as("%s seed %d", before, seed).isEmpty();
    } catch (RuntimeException e) {
      throw new AssertionError("%s seed %d".formatted(before, seed), e);
    }
  }
}

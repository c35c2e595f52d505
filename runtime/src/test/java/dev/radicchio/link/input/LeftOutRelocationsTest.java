package dev.radicchio.link.input;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.radicchio.binary.MalformedWasmException;
import dev.radicchio.binary.ModuleWriter;
import dev.radicchio.binary.RelocationSection;
import dev.radicchio.binary.Section;
import dev.radicchio.binary.Span;
import dev.radicchio.binary.WasmBinary;
import dev.radicchio.corpus.Corpus;
import dev.radicchio.corpus.Row;
import dev.radicchio.fixture.Fixture;
import dev.radicchio.link.plan.RelocationModel;
import dev.radicchio.link.problem.Problem;
import dev.radicchio.link.problem.ProblemCode;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Relocations that a section counts and does not have. */
final class LeftOutRelocationsTest {
  /** A module whose code's relocations end some bytes earlier, and are counted as before. */
  private static byte[] cut(byte[] module, int bytes) {
    ModuleWriter out = new ModuleWriter();
    for (Section section : WasmBinary.read(module).sections()) {
      Span span = section.payload();
      boolean isCut = section.name().equals("reloc.CODE");
      out.section(section.id(), module, isCut ? new Span(span.start(), span.end() - bytes) : span);
    }
    return out.toByteArray();
  }

  /** A module without the last relocation of its code, however many bytes that has. */
  private static byte[] withoutLast(byte[] module) {
    for (int bytes = 1; true; bytes++) {
      byte[] shorter = cut(module, bytes);
      try {
        RelocationSection.of(WasmBinary.read(shorter));
        return shorter;
      } catch (MalformedWasmException e) {
        assertThat(e).hasMessageContaining("unexpected end"); // in the middle of the last
      }
    }
  }

  @Test
  void theAddressOfWhatNobodyDefinesNeedsNone() {
    List<Row> rows =
        Corpus.rows().stream()
            .filter(row -> row.module().startsWith("program.clang22.") && isRelocs(row))
            .toList();
    assertThat(rows).hasSize(3);
    for (Row row : rows) {
      Relocations relocations =
          Modules.of(row.module(), Corpus.bytes(row)).relocatability().relocations().orElseThrow();
      assertThat(relocations.leftOutOfCode()).as(row.module()).isOne();
      assertThat(relocations.droppedFunctions())
          .as(row.module())
          .isOne(); // of which there is a warning
    }
  }

  private static boolean isRelocs(Row row) {
    return row.model().equals("relocs");
  }

  @Test
  void theAddressOfAnythingElseDoes() {
    byte[] changed = withoutLast(Fixture.bytes("pointers.relocs"));
    RefusedModuleException refused =
        catchThrowableOfType(
            RefusedModuleException.class,
            () -> ModuleReader.read("test.wasm", changed, RelocationModel.RELOCS));
    assertThat(refused.problems())
        .extracting(Problem::code)
        .containsExactly(ProblemCode.RELOCATION_REMOVED);
  }
}

package dev.radicchio.link.input;

import static org.assertj.core.api.Assertions.assertThat;

import dev.radicchio.binary.WasmWriter;
import dev.radicchio.corpus.Corpus;
import dev.radicchio.fixture.Fixture;
import dev.radicchio.fixture.MadeBy;
import dev.radicchio.fixture.ModuleBytes;
import dev.radicchio.link.problem.Producer;
import dev.radicchio.wat.WatModule;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** Who made a module is told by what its toolchain left in it. */
final class ProducerMarksTest {
  private static Producer of(String text) {
    return Modules.of("test.wasm", WatModule.encode(text)).producer();
  }

  @ParameterizedTest
  @EnumSource
  void whatMadeByMarksIsKnown(Producer producer) {
    byte[] module = MadeBy.producer(producer, Fixture.bytes("manager"));
    assertThat(Modules.of("test.wasm", module).producer()).isEqualTo(producer);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "(import \"env\" \"abort\" (func (param i32 i32 i32 i32))) | ASSEMBLYSCRIPT",
        "(import \"env\" \"abort\" (func)) | UNKNOWN",
        "(global (export \"__rtti_base\") i32 (i32.const 8)) | ASSEMBLYSCRIPT",
        "(memory 1) (data (i32.const 8) \"~\\00l\\00i\\00b\\00/\\00r\\00\") | ASSEMBLYSCRIPT",
        "(memory 1) (data (i32.const 8) \"~lib/r\") | UNKNOWN",
        "(import \"gojs\" \"runtime.ticks\" (func (result f64))) | TINYGO",
        "(func (export \"tinygo_unwind\")) | TINYGO",
        "(import \"env\" \"emscripten_resize_heap\" (func (param i32) (result i32))) | EMSCRIPTEN",
        "(func (export \"_emscripten_stack_alloc\")) | EMSCRIPTEN",
        "(import \"js_code\" \"kotlin.captureStackTrace\" (func)) | KOTLIN",
        "(import \"spectest\" \"print_char\" (func (param i32))) | MOONBIT",
        "(memory (export \"moonbit.memory\") 1) | MOONBIT",
        "(func (export \"run\")) | UNKNOWN",
      })
  void marksOfThoseThatSayNothing(String fields, Producer producer) {
    assertThat(of("(module " + fields + ")")).isEqualTo(producer);
  }

  @Test
  void aBrokenSectionSaysNothing() {
    ModuleBytes broken =
        new ModuleBytes()
            .custom("producers", new WasmWriter().u32(1).name("language").u32(7).name("Rust"));
    assertThat(Modules.of(broken).producer()).isEqualTo(Producer.UNKNOWN);
  }

  /** Rust's standard library has parts in C, and wasi-libc is C: the language tells. */
  @ParameterizedTest
  @CsvSource({
    "standard.rustc1.85.2.relocs, RUST",
    "command.rustc1.63.2.absolute, RUST",
    "library.clang19.O2.absolute, CLANG"
  })
  void modulesOfTheCorpus(String name, Producer producer) {
    assertThat(
            Corpus.rows().stream()
                .filter(row -> row.module().equals(name + ".wasm"))
                .map(row -> Modules.of(row.module(), Corpus.bytes(row)).producer())
                .toList())
        .containsExactly(producer);
  }
}

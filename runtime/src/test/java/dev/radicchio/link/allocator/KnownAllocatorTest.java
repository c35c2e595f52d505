package dev.radicchio.link.allocator;

import static org.assertj.core.api.Assertions.assertThat;

import dev.radicchio.fixture.ModuleBytes;
import dev.radicchio.link.input.InputModule;
import dev.radicchio.link.input.Modules;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Which allocator a module has. */
final class KnownAllocatorTest {
  private static Optional<KnownAllocator> known(InputModule module) {
    return ModuleAllocator.of(module).known();
  }

  @ParameterizedTest
  @CsvSource({
    "rust/maker.1.63, RUST, true",
    "rust/maker.1.75, RUST, true",
    "rust/maker.1.85, RUST, true",
    "rust/maker.1.95, RUST, true",
    "rust/maker.nightly, RUST_FROM_HEAP_BASE, true",
    "rust/maker.1.63.lto, RUST, true",
    "rust/maker.1.95.lto, RUST, true",
    "rust/maker.nightly.lto, RUST_FROM_HEAP_BASE, true",
    "wasi_allocator, WASI_LIBC, true",
    "churn.c, WASI_LIBC, true",
    "emscripten_dlmalloc, EMSCRIPTEN_DLMALLOC, false",
    "emscripten_dlmalloc.wrapped, EMSCRIPTEN_DLMALLOC, false",
    "emmalloc, EMMALLOC, false",
    "emmalloc.lto, EMMALLOC, false"
  })
  void isRecognisedByItsPartsAndItsState(
      String module, KnownAllocator known, boolean copesWithGaps) {
    assertThat(known(Modules.fixture(module))).contains(known);
    assertThat(known.copesWithGaps()).isEqualTo(copesWithGaps);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "contiguous_sbrk",
        "own_allocator",
        "length_allocator",
        "rust/imported.1.95",
        "rust/own.1.95",
        "memory_user.relocs"
      })
  void noOtherIsTakenForOne(String module) {
    assertThat(known(Modules.fixture(module))).isEmpty();
  }

  /** Emscripten's and wasi-libc's have the same names; only their sbrk tells which it is. */
  @Test
  void oneWhoseSbrkIsNotThereIsNoneOfTwoThatDifferInIt() {
    ModuleBytes module = new ModuleBytes().types().function(0x01).nameOfFunction("dlmalloc");

    assertThat(known(Modules.of(module))).isEmpty();
  }
}

package dev.radicchio.link.allocator;

import static org.assertj.core.api.Assertions.assertThat;

import dev.radicchio.fixture.ModuleBytes;
import dev.radicchio.link.input.Modules;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What there is to say of a module's allocator, whatever program the module is in. */
final class ModuleAllocatorTest {
  private static ModuleAllocator of(String fixture) {
    return ModuleAllocator.of(Modules.fixture(fixture));
  }

  @Test
  void aModuleWithoutOneHasNone() {
    ModuleAllocator none = ModuleAllocator.of(Modules.of(new ModuleBytes().types().function()));

    assertThat(none.known()).isEmpty();
    assertThat(none.replaceable()).isEmpty();
    assertThat(none.kept()).isEmpty();
    assertThat(none.hasOwnMemorySize()).isFalse();
    assertThat(none.definesHeapFunctions()).isFalse();
  }

  @ParameterizedTest
  @ValueSource(strings = {"emmalloc", "emscripten_dlmalloc"})
  void oneThatIsWhollyKnownCanBeReplaced(String fixture) {
    ModuleAllocator allocator = of(fixture);

    OwnAllocator own = allocator.replaceable().orElseThrow();
    assertThat(own.replaced()).containsValues("malloc", "free", "realloc");
    assertThat(own.replaced().keySet())
        .allSatisfy(function -> assertThat(own.isLive(function)).isFalse());
    assertThat(allocator.definesHeapFunctions()).isTrue();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "emmalloc.lto | one with the code that calls it",
        "emmalloc.asks | reaches into emmalloc",
        "emmalloc.wrapped | is that of no allocator that is known",
        "own_allocator | is that of no allocator that is known",
        "rust/own.1.95 | is none that is known to be safe to replace"
      })
  void anyOtherIsKeptAndItIsSaidWhy(String fixture, String why) {
    ModuleAllocator allocator = of(fixture);

    assertThat(allocator.replaceable()).isEmpty();
    assertThat(allocator.kept().orElseThrow().why()).contains(why);
  }

  @Test
  void withoutRelocationsNothingCanBeReplaced() {
    ModuleAllocator allocator = of("churn.c");

    assertThat(allocator.known()).contains(KnownAllocator.WASI_LIBC);
    assertThat(allocator.replaceable()).isEmpty();
    assertThat(allocator.kept().orElseThrow())
        .satisfies(
            kept -> {
              assertThat(kept.why()).contains("-Wl,--emit-relocs").contains("wasi-libc's dlmalloc");
              assertThat(kept.remedy()).isEqualTo(KeptAllocator.IMPORT_IN_C);
            });
  }

  @Test
  void ofRustCodeTheRemedyIsOfRust() {
    assertThat(of("rust/own.1.95").kept().orElseThrow().remedy()).contains("#[global_allocator]");
  }

  @ParameterizedTest
  @CsvSource({
    "wasi_allocator, true",
    "churn.c, true",
    "emmalloc, false",
    "rust/maker.1.95, false",
    "memory_user.relocs, false"
  })
  void onlyThatOfWasiLibcSeesNoMoreThanItGot(String fixture, boolean hasOwnMemorySize) {
    assertThat(of(fixture).hasOwnMemorySize()).isEqualTo(hasOwnMemorySize);
  }

  @Test
  void anInitializerOfAReplacedAllocatorHasNothingToDo() {
    OwnAllocator own = of("emmalloc").replaceable().orElseThrow();
    long emptied =
        Modules.relocations("emmalloc").symbols().stream()
            .filter(symbol -> symbol.name().equals("initialize_emmalloc_heap"))
            .filter(symbol -> own.isEmptied(symbol.index()))
            .count();

    assertThat(emptied).isEqualTo(1);
  }
}

package dev.radicchio.link.allocator;

import static org.assertj.core.api.Assertions.assertThat;

import dev.radicchio.binary.WasmWriter;
import dev.radicchio.fixture.ModuleBytes;
import dev.radicchio.link.input.InputModule;
import dev.radicchio.link.input.Modules;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** The names that an allocator may be recognised by. */
final class AllocatorNamesTest {
  private static final int I32_LOAD = 0x28;
  private static final int DROP = 0x1A;

  private static AllocatorNames names(InputModule module) {
    return AllocatorNames.of(module, module.relocatability().relocations());
  }

  private static AllocatorNames names(ModuleBytes bytes) {
    return names(Modules.of(bytes));
  }

  private static ModuleBytes function(String name, int... instructions) {
    return new ModuleBytes()
        .types()
        .functions(1)
        .memory(1)
        .code(ModuleBytes.bytes(instructions))
        .nameOfFunction(name);
  }

  @Test
  void areThoseOfTheNameSectionWhereThereAreNoSymbols() {
    AllocatorNames names = names(function("dlmalloc"));

    assertThat(names.functions()).containsExactly("dlmalloc");
    assertThat(names.data()).isEmpty();
    assertThat(names.hasSymbols()).isFalse();
  }

  @Test
  void ofFunctionsAreOnlyThoseThatAnAllocatorMayHave() {
    assertThat(names(function("paint")).functions()).isEmpty();
    assertThat(names(function("claim_more_memory")).functions()).hasSize(1);
    assertThat(names(function("mi_free")).functions()).hasSize(1);
  }

  @Test
  void ofImportsSayNothing() {
    AllocatorNames names =
        names(
            new ModuleBytes()
                .types()
                .imports(ModuleBytes.function("env", "malloc", 0))
                .nameOfFunction("malloc"));

    assertThat(names.functions()).isEmpty();
  }

  @Test
  void areThoseOfDefinedSymbols() {
    WasmWriter defined = new WasmWriter().u8(1).u32(0).name("_gm_").u32(0).u32(0).u32(4);
    WasmWriter undefined = new WasmWriter().u8(1).u32(0x10).name("mparams");
    AllocatorNames names =
        names(
            new ModuleBytes()
                .memory(1)
                .data(ModuleBytes.constant(1024))
                .linking(defined, undefined));

    assertThat(names.hasSymbols()).isTrue();
    assertThat(names.data()).containsExactly("_gm_");
    assertThat(names.hasData(Pattern.compile("_g._"))).isTrue();
    assertThat(names.hasData(Pattern.compile("_g"))).isFalse();
  }

  @Test
  void tellOfAnSbrkWhetherItReadsMemory() {
    assertThat(names(function("sbrk")).sbrkReadsMemory()).contains(false);
    assertThat(names(function("sbrk", 0x41, 0, I32_LOAD, 2, 0, DROP)).sbrkReadsMemory())
        .contains(true);
    assertThat(names(function("other")).sbrkReadsMemory()).isEmpty();
  }

  @Test
  void ofRealAllocatorsAreInTheirModules() {
    AllocatorNames names = names(Modules.fixture("emmalloc"));

    assertThat(names.functions()).contains("malloc", "free", "emmalloc_memalign");
    assertThat(names.data()).contains("freeRegionBuckets");
    assertThat(names.sbrkReadsMemory()).isPresent();
  }
}

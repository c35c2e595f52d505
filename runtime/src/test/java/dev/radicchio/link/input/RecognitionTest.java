package dev.radicchio.link.input;

import static dev.radicchio.fixture.ModuleBytes.constant;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.radicchio.binary.Section;
import dev.radicchio.binary.WasmWriter;
import dev.radicchio.fixture.Fixture;
import dev.radicchio.fixture.ModuleBytes;
import dev.radicchio.link.plan.RelocationModel;
import dev.radicchio.link.problem.Problem;
import dev.radicchio.link.problem.ProblemCode;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** By what a toolchain left in it, a module is recognised or refused. */
final class RecognitionTest {
  private static final int SHARED = 3;
  private static final int IS_64 = 4;
  private static final int DROP = 0x1A;

  private static List<ProblemCode> reasons(byte[] bytes, @Nullable RelocationModel wanted) {
    RefusedModuleException refused =
        catchThrowableOfType(
            RefusedModuleException.class, () -> ModuleReader.read("test.wasm", bytes, wanted));
    return refused.problems().stream().map(Problem::code).toList();
  }

  @ParameterizedTest
  @CsvSource({
    "pointers.relocs, RELOCS",
    "pointers.pic-relocs, RELOCS",
    "bss.relocs, RELOCS",
    "gray.relocs, RELOCS",
    "operations, RELOCS",
    "pointers.dylink, DYLINK",
    "pointers.absolute, ABSOLUTE",
    "bss.absolute, ABSOLUTE"
  })
  void recognisesWhatTheToolchainLeft(String fixture, RelocationModel model) {
    assertThat(Modules.fixture(fixture).relocatability().model()).isEqualTo(model);
  }

  @Test
  void movesStaticPositionIndependentCodeOnlyIfAsked() {
    assertThat(Modules.fixture("pointers.pic-static").relocatability().model())
        .isEqualTo(RelocationModel.ABSOLUTE);
    assertThat(
            Modules.fixture("pointers.pic-static", RelocationModel.PIC_STATIC)
                .relocatability()
                .model())
        .isEqualTo(RelocationModel.PIC_STATIC);
  }

  @Test
  void refusesAModelThatTheModuleIsNot() {
    assertThat(reasons(Fixture.bytes("pointers.dylink"), RelocationModel.ABSOLUTE))
        .containsExactly(ProblemCode.OTHER_MODEL);
  }

  /** A number that lies inside the memory, and that nothing loads from. */
  private static ModuleBytes withNumber() {
    return new ModuleBytes()
        .types()
        .functions(1)
        .memory(1)
        .code(new WasmWriter().append(constant(2000)).u8(DROP));
  }

  @Test
  void aNumberMayBeAnAddressUnlessTheUserKnowsBetter() throws RefusedModuleException {
    byte[] bytes = withNumber().toByteArray();

    LinkedMemory memory = Modules.of(withNumber()).relocatability().fixed().orElseThrow();
    assertThat(memory.start()).isEqualTo(2000);
    assertThat(memory.certainStart()).isEqualTo(memory.end());
    assertThat(
            ModuleReader.read("test.wasm", bytes, RelocationModel.POSITION_FREE)
                .relocatability()
                .model())
        .isEqualTo(RelocationModel.POSITION_FREE);
  }

  @Test
  void dataIsCertainWhateverTheUserSays() {
    byte[] bytes = new ModuleBytes().memory(1).data(constant(1024)).toByteArray();

    assertThat(reasons(bytes, RelocationModel.POSITION_FREE))
        .containsExactly(ProblemCode.OTHER_MODEL);
  }

  @Test
  void saysAllThatIsWrongAtOnce() {
    byte[] bytes =
        new ModuleBytes()
            .types()
            .imports(ModuleBytes.function("wasi", "thread-spawn", 1))
            .section(
                Section.MEMORY,
                new WasmWriter().u8(SHARED).u32(1).u32(1),
                new WasmWriter().u8(IS_64).u32(1))
            .toByteArray();

    assertThat(reasons(bytes, null))
        .containsExactly(
            ProblemCode.MEMORY_64, ProblemCode.SEVERAL_MEMORIES, ProblemCode.STARTS_THREADS);
  }

  @Test
  void refusesALibraryWhoseDataIsLongerThanItSays() {
    byte[] bytes = new ModuleBytes().dylink(3, 0).memory(1).data(constant(0)).toByteArray();

    assertThat(reasons(bytes, null)).containsExactly(ProblemCode.DATA_OUTSIDE_LIBRARY);
  }

  @Test
  void aStartFunctionThatOnlyFillsWithZerosIsNotCalled() {
    InputModule module = Modules.fixture("bss.imported-memory");

    assertThat(module.binary().start()).isZero();
    assertThat(module.start()).isEqualTo(-1);
    assertThat(Modules.fixture("started").start()).isEqualTo(1);
  }

  @Test
  void knowsTheFileThatAModuleIs() {
    assertThat(Modules.of(withNumber()).name()).isEqualTo("test.wasm");
    assertThat(Modules.of(withNumber()).sha256())
        .isEqualTo(ModuleReader.sha256(withNumber().toByteArray()))
        .matches("[0-9a-f]{64}");
  }
}

package dev.radicchio.link.pass;

import static dev.radicchio.fixture.ModuleBytes.bytes;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.radicchio.Engine;
import dev.radicchio.LinkedProgram;
import dev.radicchio.ManyTypes;
import dev.radicchio.Peer;
import dev.radicchio.binary.InstructionWalker;
import dev.radicchio.binary.Opcode;
import dev.radicchio.binary.Section;
import dev.radicchio.binary.WasmBinary;
import dev.radicchio.fixture.Fixture;
import dev.radicchio.fixture.ModuleBytes;
import dev.radicchio.link.Image;
import dev.radicchio.link.LinkException;
import dev.radicchio.link.Linker;
import dev.radicchio.link.WasmFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What a module with legacy exception handling computes, it computes in an image, too. */
final class LegacyExceptionsTest {
  private static final int EMPTY = Opcode.EMPTY_BLOCK_TYPE;
  private static final int EXNREF = 0x69;
  private static final String MODULE = "features/legacy_exceptions";

  /** What Node gives for the module itself. */
  private static final List<String> EXPECTED =
      List.of(
          "plain = -1",
          "number = 11",
          "pair_of_values = 3007",
          "nothing_thrown = 0",
          "rethrow_is_of_its_own = 1",
          "rethrow_of_the_outer = 1",
          "rethrow_of_the_inner = 2",
          "rethrow_in_recursion = 353637",
          "rethrow_in_a_loop = 10",
          "rethrow_of_many_values = 1406",
          "delegate_skips = 10001",
          "delegate_without_exception = 15",
          "delegate_to_the_caller = 21",
          "delegate_from_a_handler = 32",
          "delegate_to_a_delegate = 41",
          "branches = 504",
          "branch_tables = 126122",
          "returns = 42",
          "parameters = 108",
          "parameters_return = 14",
          "unreachable = 4",
          "try_without_handlers = 12",
          "thrown_in_a_handler = 33",
          "uncaught = exception");

  /** The types before the module's own move these to where numbers look like value types. */
  private static Image image() {
    WasmFile file = Fixture.wasm(MODULE);
    return Linker.create()
        .add("types", WasmFile.read("types.wasm", ManyTypes.moduleWithTypes(60)))
        .add("one", file)
        .add("pointers", Fixture.wasm("pointers.relocs"))
        .add("two", file)
        .link();
  }

  @ParameterizedTest
  @EnumSource
  void computesWhatTheModuleDoesAlone(Engine engine) {
    WasmBinary module = WasmBinary.read(Fixture.bytes(MODULE));
    try (LinkedProgram program = engine.executable(image()).instantiate()) {
      for (String instance : List.of("one", "two")) {
        assertThat(ExportedResults.of(program, instance, module)).isEqualTo(EXPECTED);
      }
    }
  }

  @Tag("slow")
  @Test
  void nodeComputesTheSame(@TempDir Path directory) throws IOException {
    Path module = Files.write(directory.resolve("module.wasm"), Fixture.bytes(MODULE));

    Peer.Result node =
        Peer.run(List.of("node", "src/test/guest/exceptions.mjs", module.toString()));
    assertThat(node.status()).as(node.output()).isZero();
    assertThat(node.output().lines()).containsExactlyElementsOf(EXPECTED);
  }

  @Test
  void imagesHaveNoneOfIt() {
    WasmBinary image = WasmBinary.read(image().bytes());

    assertThat(image.bodies())
        .noneMatch(
            body ->
                InstructionWalker.anyInstruction(image.reader(body), Opcode::isLegacyException));
  }

  /** Code of a module with a tag of an {@code i32}, legacy or not. */
  private static ModuleBytes module(int... code) {
    return new ModuleBytes()
        .types()
        .functions(1)
        .section(Section.TAG, bytes(0, 1))
        .code(bytes(code));
  }

  @Test
  void refusesWhatIsNotNestedWhenItIsRead() {
    int[][] bodies = {
      {Opcode.RETHROW, 0},
      {Opcode.TRY, EMPTY, Opcode.RETHROW, 0, Opcode.CATCH_ALL, Opcode.END},
      {Opcode.TRY, EMPTY, Opcode.CATCH_ALL, Opcode.BLOCK, EMPTY, Opcode.RETHROW, 0}
    };
    for (int[] body : bodies) {
      ModuleBytes module = module(body);
      assertThatThrownBy(() -> module.read("a.wasm"))
          .isInstanceOf(LinkException.class)
          .hasMessageStartingWith("a.wasm")
          .hasMessageEndingWith("(RAD207)");
    }
  }

  /** An operand is missing in the body of a try, or where a reference is caught. */
  @ParameterizedTest
  @ValueSource(ints = {Opcode.TRY, Opcode.TRY_TABLE})
  void saysWhichModuleIsNotValid(int opcode) {
    ModuleBytes module =
        opcode == Opcode.TRY
            ? module(opcode, EMPTY, Opcode.DROP, Opcode.CATCH_ALL, Opcode.END)
            : module(
                Opcode.BLOCK,
                EXNREF,
                opcode,
                EMPTY,
                1,
                3,
                0,
                Opcode.DROP,
                Opcode.END,
                Opcode.UNREACHABLE,
                Opcode.END,
                Opcode.DROP);
    Image image =
        Linker.create().add("fine", Fixture.wasm(MODULE)).add("a", module.read("a.wasm")).link();

    for (Engine engine : Engine.values()) {
      assertThatThrownBy(() -> engine.executable(image))
          .isInstanceOf(LinkException.class)
          .hasMessageStartingWith("a: a.wasm is not a valid module")
          .hasMessageEndingWith("(RAD209)");
    }
  }

  @Test
  void codeIsFoundWhereItIsNow() {
    byte[] module = Fixture.bytes(MODULE);

    assertThat(MovedCode.of(module, LegacyExceptions.rewrite(module)).changed())
        .contains(Opcode.TRY, Opcode.CATCH, Opcode.CATCH_ALL, Opcode.RETHROW, Opcode.DELEGATE)
        .doesNotContain(Opcode.LOCAL_GET, Opcode.CALL, Opcode.THROW);
  }
}

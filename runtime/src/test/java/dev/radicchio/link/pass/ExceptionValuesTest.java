package dev.radicchio.link.pass;

import static org.assertj.core.api.Assertions.assertThat;

import dev.radicchio.Engine;
import dev.radicchio.LinkedProgram;
import dev.radicchio.ManyTypes;
import dev.radicchio.binary.Opcode;
import dev.radicchio.binary.WasmBinary;
import dev.radicchio.fixture.Fixture;
import dev.radicchio.link.Image;
import dev.radicchio.link.Linker;
import dev.radicchio.link.WasmFile;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** A reference to an exception is of that exception, whatever is thrown while it is kept. */
final class ExceptionValuesTest {
  private static final String MODULE = "features/exception_references";

  /** Worked out by hand: an engine that mixes references up gives other numbers. */
  private static final List<String> EXPECTED =
      List.of(
          "cleanup = 1",
          "cleanup_of_other = 1002",
          "on_the_stack = 5",
          "with_values = 89",
          "many_values = 104",
          "values_that_are_thrown_again = 10412553",
          "two = 121212",
          "nulls = 107",
          "null_is_not_thrown = trap",
          "null_is_not_taken = trap",
          "not_null_is_taken = 21",
          "loops = 31",
          "recursion = 41",
          "parameters = 6",
          "thrown_in_the_block = 500",
          "unreachable = 3");

  private static Image image() {
    WasmFile file = Fixture.wasm(MODULE);
    return Linker.create()
        .add("types", WasmFile.read("types.wasm", ManyTypes.moduleWithTypes(60)))
        .add("legacy", Fixture.wasm("features/legacy_exceptions"))
        .add("one", file)
        .add("two", file)
        .link();
  }

  @ParameterizedTest
  @EnumSource
  void referencesAreNotMixedUp(Engine engine) {
    WasmBinary module = WasmBinary.read(Fixture.bytes(MODULE));
    try (LinkedProgram program = engine.executable(image()).instantiate()) {
      for (String instance : List.of("one", "two")) {
        assertThat(ExportedResults.of(program, instance, module)).isEqualTo(EXPECTED);
      }
    }
  }

  @Test
  void codeIsFoundWhereItIsNow() {
    byte[] module = Fixture.bytes(MODULE);

    assertThat(MovedCode.of(module, ExceptionValues.rewrite(module)).changed())
        .contains(Opcode.TRY_TABLE, Opcode.THROW_REF)
        .doesNotContain(Opcode.CALL, Opcode.THROW, Opcode.I32_ADD);
  }
}

package dev.radicchio;

import static org.assertj.core.api.Assertions.assertThat;

import dev.radicchio.fixture.Fixture;
import dev.radicchio.link.Linker;
import dev.radicchio.link.WasmFile;
import dev.radicchio.link.plan.RelocationModel;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Addresses of another module's data and functions, in a segment that holds nothing else and so is
 * all zeros in the file.
 */
final class ForeignPointersTest {
  private static final int NUMBERS = 10; // the first of shared_numbers, which has 10, 20, 30, 40

  private static int through(String user, String owner, int index) {
    return through(Fixture.wasm(user), owner, index);
  }

  private static int through(WasmFile user, String owner, int index) {
    Linker linker =
        Linker.create()
            .add("before", Fixture.wasm("large.relocs"))
            .add("user", user)
            .add("owner", Fixture.wasm(owner));
    try (LinkedProgram program = LinkedProgram.instantiate(linker.link())) {
      return (int) program.function("user", "through").call(index)[0];
    }
  }

  @ParameterizedTest
  @CsvSource({
    "variable.relocs, exported_data.relocs",
    "variable.relocs, exported_data.dylink",
    "variable.pic-relocs, exported_data.relocs",
    "variable.pic-relocs, exported_data.dylink",
    "variable.dylink, exported_data.relocs",
    "variable.dylink, exported_data.dylink"
  })
  void aVariableOfCPointsToDataOfAnotherModule(String user, String owner) {
    assertThat(through("foreign_pointers." + user, owner, 1)).isEqualTo(40);
  }

  @ParameterizedTest
  @CsvSource({
    "constants.relocs, exported_data.relocs",
    "constants.relocs, exported_data.dylink",
    "constants.pic-relocs, exported_data.dylink",
    "constants.dylink, exported_data.relocs"
  })
  void aTableOfConstantsPointsToDataOfAnotherModule(String user, String owner) {
    assertThat(through("foreign_pointers." + user, owner, 0)).isEqualTo(20);
    assertThat(through("foreign_pointers." + user, owner, 2)).isEqualTo(40);
  }

  @ParameterizedTest
  @CsvSource({"relocs", "pic-relocs"})
  void whatIsWeakAndNowhereStaysNull(String model) {
    assertThat(through("foreign_pointers.constants." + model, "exported_data.relocs", 1))
        .isEqualTo(-1);
  }

  @ParameterizedTest
  @CsvSource({
    "functions.relocs, exported_data.relocs",
    "functions.relocs, exported_data.dylink",
    "functions.pic-relocs, exported_data.dylink",
    "functions.dylink, exported_data.relocs"
  })
  void aTableOfFunctionsPointsToThoseOfAnotherModule(String user, String owner) {
    assertThat(through("foreign_pointers." + user, owner, 1)).isEqualTo(NUMBERS);
  }

  @ParameterizedTest
  @CsvSource({
    "got.relocs, exported_data.relocs",
    "got.pic-relocs, exported_data.dylink",
    "got.dylink, exported_data.relocs",
    "got.dylink, exported_data.dylink"
  })
  void codeFindsThePointerOfAnotherModule(String user, String owner) {
    assertThat(through("foreign_pointers." + user, owner, 1)).isEqualTo(40);
  }

  /** Without relocations, the GOT entry that linking statically left at 0 has the symbol's name. */
  @ParameterizedTest
  @CsvSource({"got, POSITION_FREE", "got_and_data, PIC_STATIC"})
  void codeThatWasLinkedStaticallyFindsThePointerOfAnotherModule(
      String kind, RelocationModel model) {
    String fixture = "foreign_pointers." + kind + ".static";
    WasmFile user = WasmFile.readAs(fixture + ".wasm", Fixture.bytes(fixture), model);

    assertThat(through(user, "exported_data.relocs", 1)).isEqualTo(40);
  }

  @ParameterizedTest
  @CsvSource({"exported_data.relocs", "exported_data.dylink"})
  void aStaticOfRustPointsToDataOfAnotherModule(String owner) {
    assertThat(through("foreign_pointers.rust", owner, 3)).isEqualTo(40);
  }

  /** R_WASM_MEMORY_ADDR_LOCREL_I32, which linkers leave at 0 where they do not know the symbol. */
  @ParameterizedTest
  @CsvSource({"exported_data.relocs", "exported_data.dylink"})
  void aDistanceLeadsToDataOfAnotherModule(String owner) {
    assertThat(through("foreign_distance", owner, 2)).isEqualTo(40);
  }

  @Test
  void theDistanceToWhatIsWeakAndNowhereStaysZero() {
    Linker linker =
        Linker.create()
            .add("user", Fixture.wasm("foreign_distance"))
            .add("owner", Fixture.wasm("exported_data.relocs"));
    try (LinkedProgram program = LinkedProgram.instantiate(linker.link())) {
      assertThat(program.function("user", "nowhere_distance").call()[0]).isZero();
    }
  }

  @Test
  void aVariableOfCPointsIntoARegion() {
    Linker linker =
        Linker.create().add("user", Fixture.wasm("foreign_region")).region("env.buffer", 64, 16);
    try (LinkedProgram program = LinkedProgram.instantiate(linker.link())) {
      long start =
          program.layout().regions().stream()
              .filter(region -> "env.buffer".equals(region.owner()))
              .findFirst()
              .orElseThrow()
              .start();
      assertThat(program.function("user", "address").call()[0]).isEqualTo(start + 4);
    }
  }
}

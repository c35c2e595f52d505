package dev.radicchio.link.input;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.radicchio.binary.Relocation;
import dev.radicchio.binary.RelocationType;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The number at each relocation site, as linked and where the module has been moved to. */
final class RelocationValueTest {
  private static final int DISTANCE = 0x12340;

  private final Relocations relocations = Modules.relocations("relocations");
  private final Elsewhere elsewhere = Elsewhere.at(DISTANCE);

  private int linked(Relocation site) {
    return value(site, new AsLinked(relocations));
  }

  private int value(Relocation site, ModulePlace place) {
    return new RelocationValue(relocations, place).of(site);
  }

  private static List<Relocation> sites(Relocations relocations, String symbol) {
    return Stream.concat(relocations.code().stream(), relocations.data().stream())
        .filter(Relocations::hasSymbol)
        .filter(site -> relocations.symbol(site).name().equals(symbol))
        .filter(site -> isNumber(site.type()))
        .toList();
  }

  private static boolean isNumber(RelocationType type) {
    return type.name().contains("MEMORY_ADDR") || type.name().contains("TABLE_INDEX");
  }

  private static boolean isDistance(Relocation site) {
    return site.type() == RelocationType.R_WASM_MEMORY_ADDR_LOCREL_I32;
  }

  @Test
  void anAddressMovesWithTheDataAndItsAddend() {
    int words = (int) relocations.address(Modules.symbol(relocations, "words"));
    List<Relocation> sites =
        sites(relocations, "words").stream().filter(site -> !isDistance(site)).toList();

    assertThat(sites).extracting(Relocation::addend).containsExactly(4, 8, 12);
    assertThat(sites)
        .allSatisfy(
            site -> {
              assertThat(linked(site)).isEqualTo(words + site.addend());
              assertThat(value(site, elsewhere)).isEqualTo(words + site.addend() + DISTANCE);
            });
  }

  @Test
  void aDistanceStaysWhereBothMove() {
    Relocation site =
        sites(relocations, "words").stream()
            .filter(RelocationValueTest::isDistance)
            .findFirst()
            .orElseThrow();
    int words = (int) relocations.address(Modules.symbol(relocations, "words"));

    assertThat(linked(site)).isEqualTo(words + 8 - (int) relocations.siteAddress(site));
    assertThat(value(site, elsewhere)).isEqualTo(linked(site));
  }

  @Test
  void aSlotIsThatOfTheFunction() {
    List<Relocation> sites = sites(relocations, "chosen");

    assertThat(sites).hasSize(3);
    assertThat(sites)
        .allSatisfy(
            site -> {
              assertThat(linked(site)).isEqualTo(relocations.slot(0)).isPositive();
              assertThat(value(site, elsewhere)).isEqualTo(elsewhere.slot(0));
            });
  }

  @Test
  void whatNothingDefinesIsZeroWhateverTheAddend() {
    List<Relocation> sites = sites(relocations, "undefined_data");

    assertThat(sites).extracting(Relocation::addend).contains(0, 4);
    assertThat(sites).allSatisfy(site -> assertThat(linked(site)).isZero());
    assertThat(sites).allSatisfy(site -> assertThat(value(site, elsewhere)).isZero());
  }

  @Test
  void whatAnotherModuleDefinesHasTheAddend() {
    ModulePlace place = elsewhere.withForeign("undefined_data", 0x5000);

    assertThat(sites(relocations, "undefined_data"))
        .allSatisfy(site -> assertThat(value(site, place)).isEqualTo(0x5000 + site.addend()));
  }

  @Test
  void whatTheLinkerDefinesGoesBeforeAnotherModules() {
    ModulePlace place =
        elsewhere.withForeign("undefined_data", 0x5000).withLinkers("undefined_data", 0x6000);

    assertThat(sites(relocations, "undefined_data"))
        .allSatisfy(site -> assertThat(value(site, place)).isEqualTo(0x6000 + site.addend()));
  }

  @Test
  void oneWithoutASymbolIsZero() {
    List<Relocation> dropped = relocations.code().stream().filter(Relocations::isDropped).toList();

    assertThat(dropped).hasSize(1);
    assertThat(dropped).allSatisfy(site -> assertThat(linked(site)).isZero());
    assertThat(dropped).allSatisfy(site -> assertThat(value(site, elsewhere)).isZero());
  }

  @Test
  void anIndexIsNoAddress() {
    Relocation call =
        relocations.code().stream()
            .filter(site -> site.type() == RelocationType.R_WASM_FUNCTION_INDEX_LEB)
            .findFirst()
            .orElseThrow();

    assertThatThrownBy(() -> linked(call)).isInstanceOf(AssertionError.class);
  }

  /** What is relative to a base that moves with the data is the same everywhere. */
  @ParameterizedTest
  @ValueSource(strings = {"R_WASM_MEMORY_ADDR_TLS_SLEB", "R_WASM_MEMORY_ADDR_REL_SLEB"})
  void whatIsRelativeToABaseStays(RelocationType type) {
    Relocations module =
        Modules.relocations(type.name().contains("TLS") ? "thread_local" : "pointers.pic-relocs");
    List<Relocation> sites = module.code().stream().filter(site -> site.type() == type).toList();

    assertThat(sites).isNotEmpty();
    RelocationValue linked = new RelocationValue(module, new AsLinked(module));
    RelocationValue moved = new RelocationValue(module, elsewhere);
    assertThat(sites).allSatisfy(site -> assertThat(moved.of(site)).isEqualTo(linked.of(site)));
  }

  @Test
  void aSlotThatIsRelativeToTheTableBaseIsToTheModulesOwn() {
    Relocations module = Modules.relocations("pointers.pic-relocs");
    List<Relocation> sites =
        module.code().stream()
            .filter(site -> site.type() == RelocationType.R_WASM_TABLE_INDEX_REL_SLEB)
            .toList();

    assertThat(sites).isNotEmpty();
    RelocationValue moved = new RelocationValue(module, elsewhere);
    assertThat(sites)
        .allSatisfy(
            site ->
                assertThat(moved.of(site))
                    .isEqualTo(elsewhere.slot(module.symbol(site).index()) - module.tableBase()));
  }
}

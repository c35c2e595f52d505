package dev.radicchio.link.input;

import static dev.radicchio.fixture.ModuleBytes.constant;
import static org.assertj.core.api.Assertions.assertThat;

import dev.radicchio.binary.Export;
import dev.radicchio.binary.ExternType;
import dev.radicchio.binary.Section;
import dev.radicchio.binary.WasmWriter;
import dev.radicchio.fixture.ModuleBytes;
import dev.radicchio.link.input.GlobalMeaning.Address;
import dev.radicchio.link.input.GlobalMeaning.Own;
import dev.radicchio.link.input.GlobalMeaning.SharedStackPointer;
import dev.radicchio.link.plan.RelocationModel;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * What each relocation model answers, of modules that were made of one source where there is one.
 */
final class RelocatabilityTest {
  private static final int DISTANCE = 0x20000;
  private static final int END = 0x0B;

  private static Relocatability pointers(RelocationModel model) {
    return switch (model) {
      case RELOCS -> Modules.fixture("pointers.relocs").relocatability();
      case DYLINK -> Modules.fixture("pointers.dylink").relocatability();
      case PIC_STATIC -> Modules.fixture("pointers.pic-static", model).relocatability();
      case ABSOLUTE -> Modules.fixture("pointers.absolute").relocatability();
      case REBASED -> Modules.fixture("pointers.absolute", model).relocatability();
      case POSITION_FREE -> Modules.of(new ModuleBytes().types().function(1)).relocatability();
    };
  }

  @ParameterizedTest
  @EnumSource(RelocationModel.class)
  void saysWhichModelItIs(RelocationModel model) {
    assertThat(pointers(model).model()).isEqualTo(model);
  }

  @ParameterizedTest
  @CsvSource({
    "RELOCS, true, true, PROGRAM, true",
    "DYLINK, false, true, NONE, true",
    "PIC_STATIC, true, false, OWN, true",
    "ABSOLUTE, false, false, OWN, false",
    "POSITION_FREE, false, false, NONE, false"
  })
  void saysWhatHappensToItsMemory(
      RelocationModel model,
      boolean movesSegments,
      boolean mayLeaveOutZeros,
      HeapStart heapStart,
      boolean mayUseStack) {
    Relocatability module = pointers(model);

    assertThat(module.movesSegments()).isEqualTo(movesSegments);
    assertThat(module.mayLeaveOutZeros()).isEqualTo(mayLeaveOutZeros);
    assertThat(module.heapStart()).isEqualTo(heapStart);
    assertThat(module.mayUseStack()).isEqualTo(mayUseStack);
  }

  @ParameterizedTest
  @EnumSource(RelocationModel.class)
  void onlyAnAbsoluteModuleStaysWhereItIs(RelocationModel model) {
    assertThat(pointers(model).fixed().isPresent()).isEqualTo(model == RelocationModel.ABSOLUTE);
  }

  @ParameterizedTest
  @EnumSource(RelocationModel.class)
  void onlyStaticPositionIndependentCodeMayLeaveAddresses(RelocationModel model) {
    assertThat(pointers(model).mayLeaveAddresses()).isEqualTo(model == RelocationModel.PIC_STATIC);
  }

  @ParameterizedTest
  @EnumSource(RelocationModel.class)
  void onlyTheModelOfRelocationsHasThem(RelocationModel model) {
    assertThat(pointers(model).relocations().isPresent())
        .isEqualTo(model == RelocationModel.RELOCS);
  }

  @ParameterizedTest
  @EnumSource(RelocationModel.class)
  void onlyASharedLibraryIsOne(RelocationModel model) {
    assertThat(pointers(model).library().isPresent()).isEqualTo(model == RelocationModel.DYLINK);
  }

  @Test
  void whatIsLinkedWithoutRelocationsOccupiesAllThatItWasLinkedWith() {
    StaticData data = pointers(RelocationModel.ABSOLUTE).data();
    LinkedMemory memory = pointers(RelocationModel.ABSOLUTE).fixed().orElseThrow();

    assertThat(data).isEqualTo(new StaticData(memory.start(), memory.bytes(), 1));
    assertThat(data.linkedEnd() % 65536).isZero();
    assertThat(pointers(RelocationModel.PIC_STATIC).ownMemory()).isPresent();
  }

  @Test
  void aLibrarySaysHowMuchItNeeds() {
    Relocatability library = pointers(RelocationModel.DYLINK);

    assertThat(library.data()).isEqualTo(new StaticData(0, 4128, 16));
    assertThat(library.slots()).isEqualTo(new TableSlots(TableSlots.Place.IN_BLOCK, 3, 1));
  }

  @ParameterizedTest
  @CsvSource({"RELOCS, ANYWHERE, 3", "PIC_STATIC, AT_OFFSETS, 3", "ABSOLUTE, AT_OFFSETS, 3"})
  void othersHaveASlotForEachFunctionOfTheirTable(
      RelocationModel model, TableSlots.Place place, int count) {
    assertThat(pointers(model).slots()).isEqualTo(new TableSlots(place, count, 1));
  }

  @Test
  void onlyRelocationsShareATableThatIsNotImported() {
    assertThat(pointers(RelocationModel.RELOCS).sharesTable(0)).isTrue();
    assertThat(pointers(RelocationModel.DYLINK).sharesTable(0)).isTrue();
    assertThat(pointers(RelocationModel.PIC_STATIC).sharesTable(0)).isFalse();
    assertThat(pointers(RelocationModel.ABSOLUTE).sharesTable(0)).isFalse();
  }

  @Test
  void aRebasedModuleHasTheTableThatItImportsForItself() {
    String fixture = "callbacks.imports-table";
    Relocatability absolute = Modules.fixture(fixture).relocatability();
    Relocatability rebased = Modules.fixture(fixture, RelocationModel.REBASED).relocatability();

    assertThat(absolute.sharesTable(0)).isTrue();
    assertThat(absolute.ownsTable(0)).isFalse();
    assertThat(rebased.sharesTable(0)).isFalse();
    assertThat(rebased.ownsTable(0)).isTrue();
  }

  @ParameterizedTest
  @ValueSource(strings = {"exported_data.relocs", "exported_data.dylink"})
  void anExportedAddressMovesWithTheData(String fixture) {
    InputModule module = Modules.fixture(fixture);
    Export export = Objects.requireNonNull(module.export("shared_numbers", ExternType.Kind.GLOBAL));
    int linked = module.globalValue(export.index()).orElseThrow();

    assertThat(module.relocatability().exportedAddress(export, Elsewhere.at(DISTANCE)))
        .hasValue(linked + DISTANCE);
    assertThat(module.relocatability().global(export.index(), Elsewhere.at(DISTANCE)))
        .isEqualTo(new Address(linked + DISTANCE));
  }

  /** An {@code i32} that is exported, and one that could change. */
  private static ModuleBytes exportsGlobal(boolean mutable) {
    return new ModuleBytes()
        .section(
            Section.GLOBAL,
            new WasmWriter().u8(ModuleBytes.I32).u8(mutable ? 1 : 0).append(constant(77)).u8(END))
        .section(Section.EXPORT, ModuleBytes.export("global", ModuleBytes.GLOBAL, 0));
  }

  @Test
  void whatIsExportedOfAModuleThatDoesNotMoveStays() {
    InputModule module = Modules.of(exportsGlobal(false));
    Export export = module.binary().exports().get(0);

    assertThat(module.relocatability().exportedAddress(export, Elsewhere.at(DISTANCE)))
        .hasValue(77);
  }

  @Test
  void aGlobalThatMayChangeIsNoAddress() {
    InputModule module = Modules.of(exportsGlobal(true));
    Export export = module.binary().exports().get(0);

    assertThat(module.relocatability().exportedAddress(export, Elsewhere.at(DISTANCE))).isEmpty();
  }

  // What globals are

  private static int global(InputModule module, String name) {
    return module.names().globals().entrySet().stream()
        .filter(entry -> entry.getValue().equals(name))
        .map(Map.Entry::getKey)
        .findFirst()
        .orElseThrow();
  }

  private static GlobalMeaning meaning(InputModule module, String name) {
    return module.relocatability().global(global(module, name), Elsewhere.at(DISTANCE));
  }

  @Test
  void theStackPointerIsThePrograms() {
    assertThat(meaning(Modules.fixture("pointers.relocs"), "__stack_pointer"))
        .isEqualTo(new SharedStackPointer());
    assertThat(
            meaning(
                Modules.fixture("pointers.pic-static", RelocationModel.PIC_STATIC),
                "__stack_pointer"))
        .isEqualTo(new SharedStackPointer());
  }

  @Test
  void thatOfAModuleWhichDoesNotMoveIsItsOwn() {
    InputModule module = Modules.fixture("stack.absolute");

    assertThat(module.relocatability().global(0, Elsewhere.at(DISTANCE))).isEqualTo(new Own(false));
  }

  @Test
  void theBaseOfThreadLocalDataMovesWithIt() {
    InputModule module = Modules.fixture("thread_local");
    int linked = module.globalValue(global(module, "__tls_base")).orElseThrow();

    assertThat(meaning(module, "__tls_base")).isEqualTo(new Address(linked + DISTANCE));
  }

  @Test
  void staticPositionIndependentCodeFindsItsDataByAGlobal() {
    InputModule module = Modules.fixture("pointers.pic-static", RelocationModel.PIC_STATIC);
    int linked = module.globalValue(global(module, PicStatic.MEMORY_BASE)).orElseThrow();

    assertThat(meaning(module, PicStatic.MEMORY_BASE)).isEqualTo(new Address(linked + DISTANCE));
    assertThat(meaning(module, LinkerSymbols.INTERNAL_DATA + LinkerSymbols.TABLE_BASE))
        .isEqualTo(new Own(false));
  }

  /** An internal GOT entry that static linking left at 0. */
  private static InputModule withOpenEntry() {
    return Modules.of(
        new ModuleBytes()
            .section(
                Section.GLOBAL,
                new WasmWriter().u8(ModuleBytes.I32).u8(0).append(constant(0)).u8(END))
            .nameOfGlobal(LinkerSymbols.INTERNAL_DATA + "elsewhere"));
  }

  @Test
  void anEntryThatStaticLinkingLeftOpenIsAnotherModules() {
    ModulePlace place = Elsewhere.at(DISTANCE).withForeign("elsewhere", 0x7000);

    assertThat(withOpenEntry().openEntries()).containsExactly("elsewhere");
    assertThat(withOpenEntry().relocatability().global(0, place)).isEqualTo(new Address(0x7000));
    assertThat(withOpenEntry().relocatability().global(0, Elsewhere.at(DISTANCE)))
        .isEqualTo(new Own(false));
  }

  @Test
  void anEntryWithRelocationsHoldsTheAddressOfItsSymbol() {
    InputModule module = Modules.fixture("foreign_pointers.got.pic-relocs");
    int entry = global(module, "GOT.data.internal.shared_pointer");
    ModulePlace place = Elsewhere.at(DISTANCE).withForeign("shared_pointer", 0x7000);

    assertThat(module.relocatability().global(entry, place)).isEqualTo(new Address(0x7000));
    assertThat(module.undefinedData()).containsExactly("shared_pointer");
  }

  @Test
  void aLibraryNamesTheLibrariesThatItNeeds() {
    assertThat(Modules.fixture("needs_triple").neededLibraries())
        .containsExactly("triple.dylink.wasm");
    assertThat(Modules.fixture("pointers.relocs").neededLibraries()).isEmpty();
  }

  @Test
  void positionIndependentCodeWithRelocationsHasItsOwnTableBase() {
    Relocatability module = Modules.fixture("pointers.pic-relocs").relocatability();
    ModulePlace place = new Elsewhere(DISTANCE, 40, Map.of(), Map.of());

    assertThat(module.tableBase(place))
        .isEqualTo(module.relocations().orElseThrow().tableBase())
        .isNotEqualTo(40);
    assertThat(pointers(RelocationModel.DYLINK).tableBase(place)).isEqualTo(40);
    assertThat(pointers(RelocationModel.DYLINK).memoryBase(place)).isEqualTo(DISTANCE);
  }
}

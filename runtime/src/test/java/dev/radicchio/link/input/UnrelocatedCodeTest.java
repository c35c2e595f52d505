package dev.radicchio.link.input;

import static dev.radicchio.fixture.ModuleBytes.bytes;
import static dev.radicchio.fixture.ModuleBytes.constant;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.radicchio.binary.Section;
import dev.radicchio.binary.WasmWriter;
import dev.radicchio.fixture.Fixture;
import dev.radicchio.fixture.ModuleBytes;
import dev.radicchio.link.plan.RelocationModel;
import dev.radicchio.link.problem.ProblemCode;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What is made of a module with a symbol table and without relocations of its code. */
final class UnrelocatedCodeTest {
  private static final int CALL = 0x10;
  private static final int BLOCK = 0x02;
  private static final int CALL_INDIRECT = 0x11;
  private static final int GLOBAL_GET = 0x23;
  private static final int GLOBAL_SET = 0x24;
  private static final int LOAD = 0x28;
  private static final int DROP = 0x1A;
  private static final int END = 0x0B;
  private static final int UNDEFINED = 0x10;
  private static final int ABSOLUTE = 0x200;

  private static WasmWriter function(String name, int index) {
    return new WasmWriter().u8(0).u32(0).u32(index).name(name);
  }

  private static WasmWriter data(String name, int bytes) {
    return new WasmWriter().u8(1).u32(0).name(name).u32(0).u32(0).u32(bytes);
  }

  private static WasmWriter absolute(String name, int address) {
    return new WasmWriter().u8(1).u32(ABSOLUTE).name(name).u32(0).u32(address).u32(0);
  }

  private static WasmWriter undefined(String name) {
    return new WasmWriter().u8(1).u32(UNDEFINED).name(name);
  }

  /** One function, a table, a global and four bytes of data at 1024; all but the symbols. */
  private static ModuleBytes with(WasmWriter code) {
    return new ModuleBytes()
        .types()
        .functions(1)
        .section(Section.TABLE, bytes(ModuleBytes.FUNCREF, 0, 2))
        .memory(1)
        .section(
            Section.GLOBAL,
            new WasmWriter().u8(ModuleBytes.I32).u8(1).append(constant(66_560)).u8(END))
        .code(code)
        .data(constant(1024));
  }

  private static RelocationModel model(ModuleBytes module) {
    return Modules.of(module).relocatability().model();
  }

  private static RelocationModel model(WasmWriter code) {
    return model(with(code).linking(function("f", 0), data("d", 4)));
  }

  @Test
  void codeWithoutIndicesAndAddressesNeedsNoRelocations() {
    assertThat(model(constant(1023).u8(DROP))).isEqualTo(RelocationModel.RELOCS);
    assertThat(model(constant(1029).append(bytes(LOAD, 2, 8, DROP))))
        .isEqualTo(RelocationModel.RELOCS);
    assertThat(model(bytes(BLOCK, 0x40, END))).isEqualTo(RelocationModel.RELOCS);
  }

  @Test
  void eachIndexShowsThatRelocationsWereRemoved() {
    assertThat(model(bytes(CALL, 0))).isEqualTo(RelocationModel.ABSOLUTE);
    assertThat(model(bytes(GLOBAL_GET, 0, DROP))).isEqualTo(RelocationModel.ABSOLUTE);
    assertThat(model(constant(8).append(bytes(GLOBAL_SET, 0)))).isEqualTo(RelocationModel.ABSOLUTE);
    assertThat(model(constant(1).append(bytes(CALL_INDIRECT, 0, 0))))
        .isEqualTo(RelocationModel.ABSOLUTE);
    assertThat(model(bytes(BLOCK, 0, END))).isEqualTo(RelocationModel.ABSOLUTE);
  }

  @ParameterizedTest
  @CsvSource({"1024", "1026", "1028"})
  void aNumberInTheDataMayBeAnAddress(int number) {
    assertThat(model(constant(number).u8(DROP))).isEqualTo(RelocationModel.ABSOLUTE);
    assertThat(model(constant(0).append(bytes(LOAD, 2)).u32(number).u8(DROP)))
        .isEqualTo(RelocationModel.ABSOLUTE);
  }

  @Test
  void soMayOneThatALinkerDefined() {
    ModuleBytes module = with(constant(66_560).u8(DROP));

    assertThat(model(module.linking(function("f", 0), absolute("__heap_base", 66_560))))
        .isEqualTo(RelocationModel.ABSOLUTE);
  }

  @Test
  void aPaddedNumberHadARelocation() {
    assertThat(model(bytes(0x41, 0x81, 0x80, 0x80, 0x80, 0, DROP)))
        .isEqualTo(RelocationModel.ABSOLUTE);
  }

  @Test
  void aFunctionWithoutASymbolIsOfAnotherTool() {
    assertThat(model(with(bytes()).linking(data("d", 4)))).isEqualTo(RelocationModel.ABSOLUTE);
  }

  @Test
  void whatLinkersMakeHasNoSymbolAndNoRelocations() {
    ModuleBytes module = with(bytes(CALL, 0)).linking(data("d", 4));

    assertThat(model(module.nameOfFunction("__wasm_call_ctors"))).isEqualTo(RelocationModel.RELOCS);
  }

  @Test
  void whatAnotherToolRewroteIsLinkedByItsAddresses() {
    assertThat(Modules.fixture("changed.no-relocs").relocatability().model())
        .isEqualTo(RelocationModel.ABSOLUTE);
    assertThat(Modules.fixture("operations.number").relocatability().model())
        .isEqualTo(RelocationModel.ABSOLUTE);
  }

  @Test
  void refusesWhatNeitherAddressesNorRelocationsExplain() {
    byte[] undefined =
        with(constant(0).append(bytes(LOAD, 2, 0, DROP)))
            .linking(function("f", 0), undefined("level"))
            .toByteArray();
    byte[] slot =
        new ModuleBytes()
            .types()
            .functions(1)
            .section(Section.TABLE, bytes(ModuleBytes.FUNCREF, 0, 2))
            .memory(1)
            .element(constant(1))
            .code(bytes())
            .data(constant(1024))
            .relocations("reloc.DATA", 0, new WasmWriter().u8(5).u32(7).u32(1).s64(-1024))
            .linking(function("f", 0), data("d", 4))
            .toByteArray();

    assertRefused(undefined, "it refers to the data level, which it does not define");
    assertRefused(slot, "function 0 has a table slot that no relocation of the data names");
  }

  private static void assertRefused(byte[] module, String why) {
    assertThatThrownBy(() -> ModuleReader.read("test.wasm", module, null))
        .isInstanceOfSatisfying(
            RefusedModuleException.class,
            refused ->
                assertThat(refused.problems())
                    .singleElement()
                    .satisfies(
                        problem -> {
                          assertThat(problem.code())
                              .isEqualTo(ProblemCode.RELOCATIONS_OF_CODE_REMOVED);
                          assertThat(problem.message()).contains(why);
                        }));
  }

  @Test
  void removedRelocationsAreNoticedByPaddingFirst() {
    assertThatThrownBy(
            () -> ModuleReader.read("test.wasm", Fixture.bytes("changed.no-reloc-code"), null))
        .isInstanceOfSatisfying(
            RefusedModuleException.class,
            refused ->
                assertThat(refused.problems().get(0).code())
                    .isEqualTo(ProblemCode.RELOCATION_REMOVED));
  }
}

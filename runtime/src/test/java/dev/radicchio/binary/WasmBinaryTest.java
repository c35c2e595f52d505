package dev.radicchio.binary;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.radicchio.fixture.Fixture;
import java.util.List;
import org.junit.jupiter.api.Test;

/** An index that names nothing is refused where it stands. */
final class WasmBinaryTest {
  private static final int FUNC = 0x60;

  /** A function type without parameters and results, and a struct. */
  private static final WasmWriter TYPES =
      new WasmWriter().u32(2).u8(FUNC).u32(0).u32(0).u8(0x5F).u32(0);

  private static ModuleWriter module() {
    return new ModuleWriter().section(Section.TYPE, TYPES);
  }

  /** Refuses a module for the byte that is so many before its end. */
  private static void refuses(ModuleWriter module, int beforeEnd) {
    byte[] bytes = module.toByteArray();
    refusesAt(bytes, bytes.length - beforeEnd);
  }

  private static void refusesAt(byte[] bytes, int offset) {
    assertThatThrownBy(() -> LinkingSection.of(WasmBinary.read(bytes)))
        .isInstanceOfSatisfying(
            MalformedWasmException.class,
            e -> assertThat(e.offset()).as(e.getMessage()).isEqualTo(offset));
  }

  @Test
  void refusesTypesThatAreNoFunctionTypes() {
    refuses(module().section(Section.FUNCTION, new WasmWriter().u32(1).u32(1)), 1);
    refuses(module().section(Section.FUNCTION, new WasmWriter().u32(1).u32(300)), 2);
    refuses(module().section(Section.TAG, new WasmWriter().u32(1).u8(0).u32(1)), 1);
    WasmWriter imported = new WasmWriter().u32(1).name("m").name("f").u8(0).u32(2);
    refuses(module().section(Section.IMPORT, imported), 1);
  }

  @Test
  void refusesReferencesToTypesThatDoNotExist() {
    WasmWriter table = new WasmWriter().u32(1).u8(0x63).s64(2).u8(0).u32(0);
    refuses(module().section(Section.TABLE, table), 3);
    WasmWriter global = new WasmWriter().u32(1).u8(0x63).s64(2).u8(0);
    refuses(module().section(Section.GLOBAL, global.u8(Opcode.REF_NULL).s64(1).u8(Opcode.END)), 5);
  }

  @Test
  void refusesExportsOfNothing() {
    WasmWriter exports = new WasmWriter().u32(1).name("f").u8(0).u32(7);
    refuses(module().section(Section.EXPORT, exports), 1);
  }

  @Test
  void refusesAStartFunctionThatDoesNotExist() {
    refuses(module().section(Section.START, new WasmWriter().u32(0)), 1);
  }

  @Test
  void refusesElementsThatDoNotExist() {
    refuses(
        module().section(Section.ELEMENT, new WasmWriter().u32(1).u32(1).u8(0).u32(1).u32(4)), 1);
    WasmWriter active = new WasmWriter().u32(1).u32(2).u32(3);
    active.u8(Opcode.I32_CONST).s64(0).u8(Opcode.END).u8(0).u32(0);
    refuses(module().section(Section.ELEMENT, active), 6);
  }

  @Test
  void refusesDataOfAMemoryThatDoesNotExist() {
    WasmWriter data = new WasmWriter().u32(1).u32(2).u32(1);
    data.u8(Opcode.I32_CONST).s64(0).u8(Opcode.END).u32(0);
    refuses(module().section(Section.DATA, data), 5);
  }

  @Test
  void refusesOtherCodeThanDeclaredWhereTheCodeIs() {
    WasmWriter body = new WasmWriter().u32(0).u8(Opcode.END);
    WasmWriter code = new WasmWriter().u32(2).sized(body).sized(body);
    refuses(
        module()
            .section(Section.FUNCTION, new WasmWriter().u32(1).u32(0))
            .section(Section.CODE, code),
        code.size());
  }

  @Test
  void refusesSymbolsOfWhatDoesNotExist() {
    refusesSymbol(new WasmWriter().u8(0).u32(0).u32(1).name("f"), 3); // a function
    refusesSymbol(new WasmWriter().u8(0).u32(0x10).u32(0).name("f"), 3); // an imported one
    refusesSymbol(new WasmWriter().u8(2).u32(0).u32(0).name("g"), 3); // a global
    refusesSymbol(new WasmWriter().u8(4).u32(0).u32(0).name("t"), 3); // a tag
    refusesSymbol(new WasmWriter().u8(5).u32(0).u32(0).name("t"), 3); // a table
    refusesSymbol(new WasmWriter().u8(1).u32(0).name("d").u32(0).u32(0).u32(4), 3); // data
  }

  private static void refusesSymbol(WasmWriter symbol, int beforeEnd) {
    byte[] bytes = withSymbol(symbol);
    refusesAt(bytes, bytes.length - beforeEnd);
  }

  /** A module of one function, with that symbol. */
  private static byte[] withSymbol(WasmWriter symbol) {
    WasmWriter table = new WasmWriter().u32(1).append(symbol);
    WasmWriter linking = new WasmWriter().u32(2).u8(8).sized(table);
    return module()
        .section(Section.FUNCTION, new WasmWriter().u32(1).u32(0))
        .section(
            Section.CODE, new WasmWriter().u32(1).sized(new WasmWriter().u32(0).u8(Opcode.END)))
        .custom("linking", linking.toByteArray())
        .toByteArray();
  }

  @Test
  void takesTheAddressOfAnAbsoluteSymbolForWhatItIs() {
    byte[] bytes = withSymbol(new WasmWriter().u8(1).u32(0x200).name("d").u32(7).u32(64).u32(4));
    assertThat(LinkingSection.of(WasmBinary.read(bytes)).orElseThrow().symbols().get(0).offset())
        .isEqualTo(64);
  }

  @Test
  void sectionsStandInOneOrder() {
    WasmWriter empty = new WasmWriter().u32(0);
    byte[] ordered =
        new ModuleWriter()
            .section(Section.MEMORY, empty)
            .section(Section.TAG, empty)
            .section(Section.GLOBAL, empty)
            .section(Section.DATA_COUNT, empty)
            .section(Section.CODE, empty)
            .section(Section.DATA, empty)
            .toByteArray();
    assertThat(WasmBinary.read(ordered).sections()).hasSize(6);
    ModuleWriter swapped =
        new ModuleWriter().section(Section.GLOBAL, empty).section(Section.TAG, empty);
    refuses(swapped, 3);
    refuses(new ModuleWriter().section(14, empty), 3);
  }

  @Test
  void givesListsThatNobodyCanChange() {
    WasmBinary module = WasmBinary.read(Fixture.bytes("pointers.relocs"));
    LinkingSection linking = LinkingSection.of(module).orElseThrow();
    List<List<?>> lists =
        List.of(
            module.sections(),
            module.imports(),
            module.functions(),
            module.globals(),
            module.bodies(),
            module.data(),
            module.imports(ExternType.Kind.FUNCTION),
            linking.symbols(),
            RelocationSection.of(module).get(0).relocations());
    for (List<?> list : lists) {
      assertThatThrownBy(list::clear).isInstanceOf(UnsupportedOperationException.class);
    }
  }
}

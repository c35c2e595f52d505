package dev.radicchio.binary;

import static dev.radicchio.binary.CustomSection.assertMalformed;
import static dev.radicchio.fixture.ModuleBytes.function;
import static dev.radicchio.fixture.ModuleBytes.global;
import static dev.radicchio.fixture.ModuleBytes.table;
import static dev.radicchio.fixture.ModuleBytes.tag;
import static org.assertj.core.api.Assertions.assertThat;

import dev.radicchio.binary.LinkingSection.Segment;
import dev.radicchio.fixture.ModuleBytes;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class LinkingSectionTest {
  private static final String NAME = "linking";
  private static final int VERSION = 2;
  private static final int SEGMENT_INFO = 5;
  private static final int INIT_FUNCTIONS = 6;
  private static final int SYMBOL_TABLE = 8;

  /** Where the first symbol begins: after the version, the table's number, size and count. */
  private static final int FIRST_SYMBOL = CustomSection.start(NAME) + 4;

  private static WasmWriter section(int part, WasmWriter... items) {
    WasmWriter contents = new WasmWriter().u32(items.length);
    for (WasmWriter item : items) {
      contents.append(item);
    }
    return new WasmWriter().u32(VERSION).u8(part).sized(contents);
  }

  private static LinkingSection read(WasmWriter contents) {
    return LinkingSection.of(CustomSection.module(NAME, contents)).orElseThrow();
  }

  private static Symbol symbol(WasmWriter symbol) {
    return read(section(SYMBOL_TABLE, symbol)).symbols().get(0);
  }

  /** A symbol of a module with one data segment. */
  private static Symbol dataSymbol(WasmWriter symbol) {
    WasmWriter segment = new WasmWriter().name(".data").u32(0).u32(0);
    WasmWriter contents = section(SYMBOL_TABLE, symbol);
    contents.u8(SEGMENT_INFO).sized(new WasmWriter().u32(1).append(segment));
    return read(contents).symbols().get(0);
  }

  @Test
  void isNotThereInOtherModules() {
    assertThat(LinkingSection.of(CustomSection.module("link", new WasmWriter()))).isEmpty();
  }

  @Test
  void anotherVersionIsRefused() {
    assertMalformed(
        () -> read(new WasmWriter().u32(1)),
        CustomSection.start(NAME),
        "linking section of version 1 and not 2");
  }

  @Test
  void definedDataHasAPlace() {
    Symbol symbol = dataSymbol(new WasmWriter().u8(1).u32(0).name("x").u32(0).u32(16).u32(4));
    assertThat(symbol).isEqualTo(new Symbol(Symbol.Kind.DATA, 0, "x", 0, 16, 4));
  }

  @Test
  void undefinedDataHasANameOnly() {
    Symbol symbol = symbol(new WasmWriter().u8(1).u32(0x10).name("x"));
    assertThat(symbol).isEqualTo(new Symbol(Symbol.Kind.DATA, 0x10, "x", 0, 0, 0));
    assertThat(symbol.isUndefined()).isTrue();
  }

  @Test
  void aSymbolOfASectionThatWasStrippedHasNoName() {
    assertThat(symbol(new WasmWriter().u8(3).u32(2).u32(7)))
        .isEqualTo(new Symbol(Symbol.Kind.SECTION, 2, "", 7, 0, 0));
  }

  @ParameterizedTest
  @CsvSource({"0, FUNCTION", "2, GLOBAL", "4, TAG", "5, TABLE"})
  void othersHaveAnIndexAndAName(int number, Symbol.Kind kind) {
    byte[] module =
        new ModuleBytes()
            .types()
            .imports(
                function("env", "f", 0),
                table("env", "t", ModuleBytes.FUNCREF),
                global("env", "g", ModuleBytes.I32, false),
                tag("env", "e", 0))
            .linking(new WasmWriter().u8(number).u32(0x50).u32(0).name("x"))
            .toByteArray();
    assertThat(LinkingSection.of(WasmBinary.read(module)).orElseThrow().symbols())
        .containsExactly(new Symbol(kind, 0x50, "x", 0, 0, 0));
  }

  @ParameterizedTest
  @CsvSource({
    "0x1, true, false, false, false",
    "0x2, false, true, false, false",
    "0x100, false, false, true, false",
    "0x200, false, false, false, true"
  })
  void flagsTellThemApart(
      String flags, boolean weak, boolean local, boolean threadLocal, boolean absolute) {
    Symbol symbol =
        dataSymbol(
            new WasmWriter().u8(1).u32(Integer.decode(flags)).name("x").u32(0).u32(0).u32(0));
    assertThat(symbol.isWeak()).isEqualTo(weak);
    assertThat(symbol.isLocal()).isEqualTo(local);
    assertThat(symbol.isThreadLocal()).isEqualTo(threadLocal);
    assertThat(symbol.isAbsolute()).isEqualTo(absolute);
  }

  @Test
  void whatIsUndefinedIsCalledAsItsImport() {
    byte[] module =
        new ModuleBytes()
            .types()
            .imports(
                function("env", "f", 0),
                global("env", "g", ModuleBytes.I32, false),
                function("env", "h", 0))
            .linking(
                new WasmWriter().u8(0).u32(0x10).u32(1),
                new WasmWriter().u8(2).u32(0x10).u32(0),
                new WasmWriter().u8(0).u32(0x50).u32(0).name("explicit"))
            .toByteArray();

    assertThat(LinkingSection.of(WasmBinary.read(module)).orElseThrow().symbols())
        .extracting(Symbol::name)
        .containsExactly("h", "g", "explicit");
  }

  @Test
  void anUndefinedSymbolOfNoImportIsRefused() {
    assertMalformed(
        () -> symbol(new WasmWriter().u8(0).u32(0x10).u32(0)),
        FIRST_SYMBOL + 2,
        "a symbol of imported function 0 in a module with 0, as tools leave it that change a linked"
            + " module (clang runs wasm-opt by itself when it is on PATH)");
  }

  @Test
  void anUnknownKindOfSymbolIsRefused() {
    assertMalformed(
        () -> symbol(new WasmWriter().u8(6).u32(0).u32(0).name("x")),
        FIRST_SYMBOL,
        "symbol of unknown kind 6");
  }

  @Test
  void aSymbolThatIsCutShortIsRefusedWhereItsTableEnds() {
    assertMalformed(
        () -> symbol(new WasmWriter().u8(1).u32(0x200).name("x").u32(0)),
        FIRST_SYMBOL + 6,
        "unexpected end");
  }

  @Test
  void segmentsHaveNamesAndAlignments() {
    LinkingSection section =
        read(
            section(
                SEGMENT_INFO,
                new WasmWriter().name(".data").u32(4).u32(0),
                new WasmWriter().name(".tdata").u32(0).u32(2)));
    assertThat(section.segments())
        .containsExactly(new Segment(".data", 16, 0), new Segment(".tdata", 1, 2));
  }

  @Test
  void anAlignmentThatNoSegmentHasIsRefused() {
    assertMalformed(
        () -> read(section(SEGMENT_INFO, new WasmWriter().name(".data").u32(17).u32(0))),
        FIRST_SYMBOL + 6,
        "segment alignment 2^17");
  }

  @Test
  void partsThatLinkingDoesNotNeedAreSkipped() {
    LinkingSection section = read(section(INIT_FUNCTIONS, new WasmWriter().u32(1).u32(0)));
    assertThat(section.symbols()).isEmpty();
    assertThat(section.segments()).isEmpty();
  }
}

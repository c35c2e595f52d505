package dev.radicchio.link.input;

import static dev.radicchio.fixture.ModuleBytes.constant;
import static org.assertj.core.api.Assertions.assertThat;

import dev.radicchio.binary.LinkingSection;
import dev.radicchio.binary.Relocation;
import dev.radicchio.binary.RelocationSection;
import dev.radicchio.binary.RelocationType;
import dev.radicchio.binary.Section;
import dev.radicchio.binary.Symbol;
import dev.radicchio.binary.WasmBinary;
import dev.radicchio.binary.WasmWriter;
import dev.radicchio.fixture.ModuleBytes;
import org.junit.jupiter.api.Test;

/** Where the linker of a module with relocations put everything. */
final class RelocationsTest {
  private static final int ABSOLUTE = 0x200;
  private static final int UNDEFINED = 0x10;
  private static final int WEAK = 0x01;

  private static WasmWriter data(String name, int flags, int segment, int offset, int size) {
    return new WasmWriter().u8(1).u32(flags).name(name).u32(segment).u32(offset).u32(size);
  }

  /** A linking section with segments, by their exponents of two, and symbols. */
  private static ModuleBytes linking(ModuleBytes module, int[] alignments, WasmWriter... symbols) {
    WasmWriter segments = new WasmWriter().u32(alignments.length);
    for (int alignment : alignments) {
      segments.name("custom").u32(alignment).u32(0);
    }
    WasmWriter table = new WasmWriter().u32(symbols.length);
    for (WasmWriter symbol : symbols) {
      table.append(symbol);
    }
    return module.custom(
        "linking", new WasmWriter().u32(2).u8(5).sized(segments).u8(8).sized(table));
  }

  private static Relocations read(ModuleBytes module) {
    WasmBinary binary = WasmBinary.read(module.toByteArray());
    return Relocations.of(
        binary, LinkingSection.of(binary).orElseThrow(), RelocationSection.of(binary));
  }

  /** Four zeros at 1030. */
  private static ModuleBytes oneSegment() {
    return new ModuleBytes().memory(1).data(constant(1030));
  }

  private static Symbol symbol(Relocations relocations, String name) {
    return Modules.symbol(relocations, name);
  }

  @Test
  void aSegmentThatIsNotInTheFileFollowsTheOthersAtItsAlignment() {
    Relocations relocations =
        read(
            linking(
                oneSegment(), new int[] {0, 4, 2}, data("b", 0, 1, 8, 5), data("c", 0, 2, 0, 3)));

    assertThat(relocations.address(symbol(relocations, "b"))).isEqualTo(1040 + 8);
    assertThat(relocations.address(symbol(relocations, "c"))).isEqualTo(1056);
    assertThat(relocations.dataStart()).isEqualTo(1030);
    assertThat(relocations.dataEnd()).isEqualTo(1059);
    assertThat(relocations.dataAlignment()).isEqualTo(16);
  }

  @Test
  void askingForSegmentsChangesNothing() {
    Relocations relocations = read(linking(oneSegment(), new int[] {6}));

    assertThat(relocations.dataAlignment()).isEqualTo(64);
    assertThat(relocations.dataAlignment()).isEqualTo(64);
  }

  @Test
  void allDataOfAFileWithoutSegmentsIsWhereCodeSaysThatItIs() {
    ModuleBytes module =
        new ModuleBytes()
            .types()
            .functions(1)
            .memory(1)
            .code(ModuleBytes.bytes(0x41, 0x88, 0x88, 0x80, 0x80, 0x00, 0x1A)) // 1032
            .relocations("reloc.CODE", 0, new WasmWriter().u8(4).u32(4).u32(0).s64(4));
    Relocations relocations = read(linking(module, new int[] {2}, data("zeros", 0, 0, 0, 12)));

    assertThat(relocations.address(symbol(relocations, "zeros"))).isEqualTo(1028);
    assertThat(relocations.dataEnd()).isEqualTo(1040);
  }

  @Test
  void theDataEndsWhereTheLinkerSaysThatItDoes() {
    Relocations relocations =
        read(linking(oneSegment(), new int[] {0}, data("__data_end", ABSOLUTE, 0, 2000, 0)));

    assertThat(relocations.dataEnd()).isEqualTo(2000);
  }

  @Test
  void anAbsoluteSymbolStaysUnlessItBoundsASection() {
    Relocations relocations =
        read(
            linking(
                oneSegment(),
                new int[] {0},
                data("__start_custom", ABSOLUTE, 0, 1030, 0),
                data("__stop_custom", ABSOLUTE, 0, 1034, 0),
                data("number", ABSOLUTE, 0, 1032, 0)));
    Elsewhere elsewhere = Elsewhere.at(0x100);

    assertThat(relocations.address(symbol(relocations, "__start_custom"), elsewhere))
        .hasValue(1030 + 0x100);
    assertThat(relocations.address(symbol(relocations, "__stop_custom"), elsewhere))
        .hasValue(1034 + 0x100);
    assertThat(relocations.address(symbol(relocations, "number"), elsewhere)).hasValue(1032);
    assertThat(relocations.staysInData(symbol(relocations, "number"))).isTrue();
    assertThat(relocations.staysInData(symbol(relocations, "__stop_custom"))).isFalse();
  }

  @Test
  void whatIsUndefinedAndNotWeakHasNoAddressUntilSomeoneDefinesIt() {
    Relocations relocations =
        read(
            linking(
                oneSegment(),
                new int[] {0},
                new WasmWriter().u8(1).u32(UNDEFINED).name("strong"),
                new WasmWriter().u8(1).u32(UNDEFINED | WEAK).name("weak")));

    assertThat(relocations.address(symbol(relocations, "strong"), Elsewhere.at(0))).isEmpty();
    assertThat(relocations.address(symbol(relocations, "weak"), Elsewhere.at(0))).hasValue(0);
  }

  @Test
  void findsTheFunctionThatASiteIsIn() {
    Relocations relocations = Modules.relocations("relocations");
    WasmBinary module = Modules.fixture("relocations").binary();

    assertThat(relocations.code())
        .allSatisfy(
            site -> {
              int function = relocations.functionAt(site);
              assertThat(module.bodies().get(function).start()).isLessThan(site.offset());
              assertThat(module.bodies().get(function).end()).isGreaterThan(site.offset());
            });
    Relocation before = new Relocation(RelocationType.R_WASM_MEMORY_ADDR_LEB, 1, 0, 0);
    assertThat(relocations.functionAt(before)).isEqualTo(-1);
  }

  @Test
  void tellsWhetherRelocationsThatCountReferToASymbol() {
    Relocations relocations = Modules.relocations("relocations");

    assertThat(relocations.referTo("words", site -> true, site -> true)).isTrue();
    assertThat(relocations.referTo("words", site -> false, site -> true)).isTrue();
    assertThat(relocations.referTo("words", site -> false, site -> false)).isFalse();
    assertThat(relocations.referTo("hidden", site -> true, site -> false)).isTrue();
    assertThat(relocations.referTo("hidden", site -> false, site -> true)).isFalse();
    assertThat(relocations.referTo("weak_slot", site -> true, site -> true)).isFalse();
  }

  @Test
  void knowsTheBaseOfThreadLocalData() {
    Relocations relocations = Modules.relocations("thread_local");
    InputModule module = Modules.fixture("thread_local");

    assertThat(relocations.isTlsBase(1)).isTrue();
    assertThat(relocations.isTlsBase(0)).isFalse();
    assertThat(relocations.tlsBase()).isEqualTo(module.globalValue(1).orElseThrow()).isPositive();
    assertThat(Modules.relocations("relocations").tlsBase()).isZero();
  }

  @Test
  void theFunctionTableIsTheOneThatNoSymbolOfAnotherNameClaims() {
    assertThat(Modules.relocations("relocations").functionTable()).isZero();
    WasmWriter other = new WasmWriter().u8(5).u32(0).u32(0).name("other");

    assertThat(read(linking(table(), new int[0])).functionTable()).isZero();
    assertThat(read(linking(table(), new int[0], other)).functionTable()).isEqualTo(-1);
  }

  private static ModuleBytes table() {
    return new ModuleBytes().section(Section.TABLE, new WasmWriter().u8(0x70).u8(0).u32(1));
  }
}

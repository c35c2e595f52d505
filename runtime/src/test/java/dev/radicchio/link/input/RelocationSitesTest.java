package dev.radicchio.link.input;

import static dev.radicchio.fixture.ModuleBytes.bytes;
import static dev.radicchio.fixture.ModuleBytes.constant;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.radicchio.binary.Section;
import dev.radicchio.binary.WasmWriter;
import dev.radicchio.fixture.ModuleBytes;
import dev.radicchio.link.LinkException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Every relocation has bytes of its own, and those of data are in a data segment. */
final class RelocationSitesTest {
  private static final int MEMORY_ADDR_SLEB = 4;
  private static final int MEMORY_ADDR_I32 = 5;
  private static final int DROP = 0x1A;
  private static final int END = 0x0B;

  /** Where the first segment's bytes are in the file, and in the data section. */
  private static final int FIRST_IN_FILE = 0x16;

  private static final int FIRST = 7;

  /** Two segments of eight zeros, six bytes apart in the file. */
  private static ModuleBytes twoSegments() {
    return new ModuleBytes().memory(1).section(Section.DATA, zeros(1024), zeros(1040));
  }

  private static WasmWriter zeros(int address) {
    return new WasmWriter()
        .u32(0)
        .append(constant(address))
        .u8(END)
        .u32(8)
        .append(bytes(0, 0, 0, 0, 0, 0, 0, 0));
  }

  private static WasmWriter entry(int type, int offset) {
    return new WasmWriter().u8(type).u32(offset).u32(0).s64(0);
  }

  /** Names a symbol that nothing needs to define, whose address is 0. */
  private static ModuleBytes weak(ModuleBytes module) {
    return module.linking(new WasmWriter().u8(1).u32(0x11).name("weak"));
  }

  private static void assertRefused(ModuleBytes module, String message) {
    assertThatThrownBy(() -> weak(module).read("odd.wasm"))
        .isInstanceOf(LinkException.class)
        .hasMessageStartingWith("odd.wasm relocation R_WASM_MEMORY_ADDR_" + message);
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 1, 3})
  void refusesRelocationsOfDataThatOverlap(int distance) {
    assertRefused(
        twoSegments()
            .relocations(
                "reloc.DATA",
                0,
                entry(MEMORY_ADDR_I32, FIRST + distance),
                entry(MEMORY_ADDR_I32, FIRST)),
        "I32 at offset 0x%x changes bytes that relocation R_WASM_MEMORY_ADDR_I32 at offset 0x%x changes as well. "
            .formatted(FIRST_IN_FILE + distance, FIRST_IN_FILE));
  }

  @Test
  void refusesRelocationsOfDataThatOverlapFromTwoSections() {
    assertRefused(
        twoSegments()
            .relocations("reloc.DATA", 0, entry(MEMORY_ADDR_I32, FIRST))
            .relocations("reloc.DATA", 1, entry(MEMORY_ADDR_I32, FIRST + 2)),
        "I32 at offset 0x18 changes bytes that relocation R_WASM_MEMORY_ADDR_I32 at offset 0x16 changes as well. ");
  }

  @Test
  void takesRelocationsOfDataThatFollowEachOther() {
    weak(twoSegments()
            .relocations(
                "reloc.DATA", 0, entry(MEMORY_ADDR_I32, FIRST), entry(MEMORY_ADDR_I32, FIRST + 4)))
        .read("even.wasm");
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 1, 4})
  void refusesRelocationsOfCodeThatOverlap(int distance) {
    ModuleBytes module =
        new ModuleBytes()
            .types()
            .functions(1)
            .memory(1)
            .code(bytes(0x41, 0x80, 0x80, 0x80, 0x80, 0, DROP))
            .relocations(
                "reloc.CODE", 0, entry(MEMORY_ADDR_SLEB, 4), entry(MEMORY_ADDR_SLEB, 4 + distance));

    assertRefused(
        module,
        "SLEB at offset 0x%x changes bytes that relocation R_WASM_MEMORY_ADDR_SLEB at offset 0x%x changes as well. "
            .formatted(0x25 + distance, 0x25));
  }

  @Test
  void refusesARelocationThatGoesBeyondItsSegment() {
    assertRefused(
        twoSegments().relocations("reloc.DATA", 0, entry(MEMORY_ADDR_I32, FIRST + 5)),
        "I32 at offset 0x1b changes bytes that are not in one data segment: segment 0 has offsets"
            + " 0x16 to 0x1e. ");
  }

  @Test
  void refusesARelocationBetweenSegments() {
    assertRefused(
        twoSegments().relocations("reloc.DATA", 0, entry(MEMORY_ADDR_I32, FIRST + 9)),
        "I32 at offset 0x1f changes bytes that are not in one data segment: segment 1 has offsets"
            + " 0x24 to 0x2c. ");
  }

  @Test
  void refusesARelocationOfDataThatThereIsNot() {
    assertRefused(
        new ModuleBytes()
            .memory(1)
            .section(Section.DATA)
            .relocations("reloc.DATA", 0, entry(MEMORY_ADDR_I32, 0)),
        "I32 at offset 0xf changes bytes that are not in one data segment: all segments end before. ");
  }
}

package dev.radicchio.binary;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

final class NameSectionTest {
  private static final int MODULE = 0;
  private static final int FUNCTIONS = 1;
  private static final int LOCALS = 2;
  private static final int GLOBALS = 7;
  private static final int DATA = 9;

  private static WasmWriter part(int id, int index, String name) {
    return new WasmWriter().u8(id).sized(new WasmWriter().u32(1).u32(index).name(name));
  }

  private static NameSection read(WasmWriter contents) {
    return NameSection.of(CustomSection.module("name", contents));
  }

  @Test
  void aModuleWithoutNamesHasNone() {
    NameSection names = NameSection.of(CustomSection.module("producers", new WasmWriter()));
    assertThat(names).isEqualTo(new NameSection(Map.of(), Map.of(), Map.of()));
  }

  @Test
  void functionsGlobalsAndDataHaveNamesOfTheirOwn() {
    NameSection names =
        read(
            new WasmWriter()
                .append(part(FUNCTIONS, 3, "f"))
                .append(part(GLOBALS, 3, "g"))
                .append(part(DATA, 3, "d")));
    assertThat(names).isEqualTo(new NameSection(Map.of(3, "f"), Map.of(3, "g"), Map.of(3, "d")));
  }

  @Test
  void otherNamesAreSkipped() {
    NameSection names =
        read(
            new WasmWriter()
                .append(new WasmWriter().u8(MODULE).sized(new WasmWriter().name("m")))
                .append(new WasmWriter().u8(LOCALS).sized(new WasmWriter().u32(0)))
                .append(part(FUNCTIONS, 0, "f")));
    assertThat(names.functions()).isEqualTo(Map.of(0, "f"));
  }

  /** As the specification asks for: names are no part of what a module does. */
  @Test
  void aBrokenSectionIsNone() {
    WasmWriter cut = new WasmWriter().u8(GLOBALS).sized(new WasmWriter().u32(1).u32(0));
    assertThat(read(part(FUNCTIONS, 0, "f").append(cut)))
        .isEqualTo(new NameSection(Map.of(), Map.of(), Map.of()));
  }

  @Test
  void whatIsWrittenIsRead() {
    WasmWriter payload = new WasmWriter();
    NameSection.write(payload, List.of(Map.entry(1, "a!f"), Map.entry(200, "\u00e9")));
    WasmWriter module = new WasmWriter().u8(0).u8('a').u8('s').u8('m').u8(1).u8(0).u8(0).u8(0);
    byte[] bytes = module.u8(Section.CUSTOM).sized(payload).toByteArray();

    assertThat(NameSection.of(WasmBinary.read(bytes)).functions())
        .isEqualTo(Map.of(1, "a!f", 200, "\u00e9"));
  }
}

package dev.radicchio.binary;

import static dev.radicchio.binary.CustomSection.assertMalformed;
import static dev.radicchio.fixture.ModuleBytes.bytes;
import static org.assertj.core.api.Assertions.assertThat;

import dev.radicchio.fixture.ModuleBytes;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

final class RelocationSectionTest {
  /** Where the contents begin, after a type section of 14 bytes. */
  private static final int CONTENTS = 14 + CustomSection.start("reloc.CODE");

  private static List<RelocationSection> read(WasmWriter contents) {
    return RelocationSection.of(
        WasmBinary.read(new ModuleBytes().types().custom("reloc.CODE", contents).toByteArray()));
  }

  private static IntStream numbers() {
    return IntStream.range(0, RelocationType.values().length);
  }

  @ParameterizedTest
  @MethodSource("numbers")
  void readsEveryTypeWithItsAddend(int number) {
    RelocationType type = RelocationType.of(number);
    WasmWriter entry = new WasmWriter().u8(number).u32(3).u32(9);
    if (type.hasAddend()) {
      entry.s64(-4);
    }
    RelocationSection section = read(bytes(0, 1).append(entry)).get(0);

    int start = section.target().payload().start();
    assertThat(section.name()).isEqualTo("reloc.CODE");
    assertThat(section.target().id()).isEqualTo(Section.TYPE);
    assertThat(section.relocations())
        .containsExactly(new Relocation(type, start + 3, 9, type.hasAddend() ? -4 : 0));
  }

  @Test
  void keepsTheirOrder() {
    WasmWriter entries = new WasmWriter().u8(0).u32(7).u32(1).u8(0).u32(2).u32(1);
    assertThat(read(bytes(0, 2).append(entries)).get(0).relocations())
        .extracting(Relocation::index)
        .containsExactly(1, 1);
  }

  @Test
  void aModuleMayHaveSeveral() {
    byte[] module =
        new ModuleBytes()
            .types()
            .relocations("reloc.CODE", 0)
            .relocations("reloc.DATA", 1)
            .toByteArray();
    assertThat(RelocationSection.of(WasmBinary.read(module)))
        .extracting(RelocationSection::name)
        .containsExactly("reloc.CODE", "reloc.DATA");
  }

  @Test
  void aSectionThatDoesNotExistIsRefused() {
    assertMalformed(
        () -> read(bytes(2, 0)),
        CONTENTS,
        "reloc.CODE applies to a section that does not exist (2)");
  }

  @Test
  void anUnknownTypeIsRefused() {
    assertMalformed(
        () -> read(bytes(0, 1, 27, 0, 0)),
        CONTENTS + 2,
        "reloc.CODE has a relocation of unknown type 27");
  }

  @Test
  void anAddendThatIsNotThereIsRefusedAtTheEnd() {
    assertMalformed(() -> read(bytes(0, 1, 3, 0, 0)), CONTENTS + 5, "unexpected end");
  }

  /** As LLVM's linker writes them since 21 where it leaves some out. */
  @Test
  void thereMayBeFewerThanAreCounted() {
    RelocationSection some = read(bytes(0, 5, 0, 7, 1, 0, 9, 1)).get(0);
    assertThat(some.relocations()).hasSize(2);
    assertThat(some.leftOut()).isEqualTo(3);

    RelocationSection none = read(bytes(0, 1)).get(0);
    assertThat(none.relocations()).isEmpty();
    assertThat(none.leftOut()).isOne();
  }

  @Test
  void butNoneMayBeCutShort() {
    assertMalformed(() -> read(bytes(0, 2, 0, 7, 1, 0, 9)), CONTENTS + 7, "unexpected end");
  }
}

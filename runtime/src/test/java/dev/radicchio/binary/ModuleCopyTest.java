package dev.radicchio.binary;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.radicchio.fixture.Fixture;
import java.util.List;
import org.junit.jupiter.api.Test;

final class ModuleCopyTest {
  private static List<Integer> ids(byte[] module) {
    return WasmBinary.read(module).sections().stream().map(Section::id).toList();
  }

  @Test
  void copiesTheContentsOfEverySection() {
    WasmBinary module = WasmBinary.read(Fixture.bytes("pointers.relocs"));
    WasmBinary copy = WasmBinary.read(ModuleCopy.of(module).toByteArray());
    assertThat(copy.sections()).hasSameSizeAs(module.sections());
    for (int i = 0; i < copy.sections().size(); i++) {
      assertThat(payload(copy, i)).isEqualTo(payload(module, i));
    }
  }

  private static byte[] payload(WasmBinary module, int section) {
    Span payload = module.sections().get(section).payload();
    return new WasmWriter().bytes(module.bytes(), payload.start(), payload.end()).toByteArray();
  }

  @Test
  void replacesASectionWhereItStands() {
    byte[] module =
        new ModuleWriter()
            .section(Section.TYPE, new WasmWriter().u32(0))
            .section(Section.MEMORY, new WasmWriter().u32(0))
            .custom("note", new byte[] {1})
            .toByteArray();
    byte[] copy =
        ModuleCopy.of(WasmBinary.read(module))
            .replace(Section.TYPE, new WasmWriter().u32(1).u8(0x60).u32(0).u32(0))
            .toByteArray();
    assertThat(ids(copy)).containsExactly(Section.TYPE, Section.MEMORY, Section.CUSTOM);
    assertThat(WasmBinary.read(copy).types().size()).isEqualTo(1);
  }

  @Test
  void putsASectionThatIsNewAtItsPlace() {
    byte[] module =
        new ModuleWriter()
            .section(Section.MEMORY, new WasmWriter().u32(0))
            .custom("note", new byte[0])
            .section(Section.GLOBAL, new WasmWriter().u32(0))
            .toByteArray();
    WasmBinary read = WasmBinary.read(module);
    byte[] copy =
        ModuleCopy.of(read)
            .replace(Section.TAG, new WasmWriter().u32(0))
            .replace(Section.DATA, new WasmWriter().u32(0))
            .toByteArray();
    assertThat(ids(copy))
        .containsExactly(Section.MEMORY, Section.CUSTOM, Section.TAG, Section.GLOBAL, Section.DATA);
  }

  @Test
  void leavesSectionsOut() {
    WasmBinary module = WasmBinary.read(Fixture.bytes("pointers.relocs"));
    assertThat(ids(module.bytes())).contains(Section.CUSTOM);
    assertThat(ids(ModuleCopy.of(module).without(Section.CUSTOM).toByteArray()))
        .doesNotContain(Section.CUSTOM);
  }

  @Test
  void tellsWhereTheCodeIs() {
    WasmBinary module = WasmBinary.read(Fixture.bytes("pointers.relocs"));
    ModuleWriter writer = ModuleCopy.of(module).write();
    WasmBinary copy = WasmBinary.read(writer.toByteArray());
    Section code =
        copy.sections().stream().filter(section -> section.id() == Section.CODE).findFirst().get();
    assertThat(writer.codeStart()).isEqualTo(code.payload().start());
  }

  @Test
  void replacesNoCustomSections() {
    ModuleCopy copy = ModuleCopy.of(WasmBinary.read(Fixture.bytes("pointers.relocs")));
    WasmWriter empty = new WasmWriter();
    assertThatThrownBy(() -> copy.replace(Section.CUSTOM, empty))
        .isInstanceOf(IllegalArgumentException.class);
  }
}

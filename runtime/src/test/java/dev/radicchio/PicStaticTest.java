package dev.radicchio;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.radicchio.fixture.Fixture;
import dev.radicchio.link.LinkException;
import dev.radicchio.link.Linker;
import dev.radicchio.link.WasmFile;
import dev.radicchio.link.plan.RelocationModel;
import dev.radicchio.link.problem.Problem;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;

/**
 * Position-independent code that was linked statically without relocations, moved on request; the
 * corpus shows that it computes what it computes alone.
 */
final class PicStaticTest {
  private static WasmFile asked(String fixture) {
    return WasmFile.readAs(fixture + ".wasm", Fixture.bytes(fixture), RelocationModel.PIC_STATIC);
  }

  @Test
  void warnsOfEveryWordThatLooksLikeAPointer() {
    List<String> warnings =
        Linker.create().add("one", asked("pointers.pic-static")).plan().problems().stream()
            .map(Problem::toString)
            .toList();

    // three names, two pointers to them, three entries, the counter and the zeros
    assertThat(warnings)
        .hasSize(10)
        .contains(
            "one: pointers.pic-static.wasm has 0x430 in its static data at 0x43c (.data+0xc), which"
                + " looks like a pointer into that data and will not move with it; link it with"
                + " -Wl,--emit-relocs if it is one (RAD420)");
  }

  /** A name section may name globals that do not exist; the spec has that ignored. */
  @Test
  void bearsNamesOfGlobalsThatDoNotExist() {
    byte[] bytes = Fixture.bytes("pointers.pic-static");
    String text = new String(bytes, StandardCharsets.ISO_8859_1);
    bytes[text.indexOf("__stack_pointer") - 2] = 0x60; // its index, before its length

    WasmFile file = WasmFile.readAs("odd.wasm", bytes, RelocationModel.PIC_STATIC);
    assertThat(Linker.create().add("one", file).plan().hasErrors()).isFalse();
  }

  @Test
  void refusesToTreatOtherModulesSo() {
    assertThatThrownBy(() -> asked("pointers.relocs"))
        .isInstanceOf(LinkException.class)
        .hasMessage(
            "pointers.relocs.wasm is to be moved as pic-static, and is relocs; do not ask for a model (RAD226)");
  }
}

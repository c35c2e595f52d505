package dev.radicchio.link;

import static org.assertj.core.api.Assertions.assertThat;

import dev.radicchio.binary.Section;
import dev.radicchio.binary.Span;
import dev.radicchio.binary.WasmBinary;
import dev.radicchio.fixture.Fixture;
import dev.radicchio.link.plan.HeapPolicy;
import dev.radicchio.link.plan.Layout;
import dev.radicchio.link.plan.LayoutSection;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

final class ImageFileTest {
  private static final WasmFile MODULE = Fixture.wasm("exported_data.relocs");

  private static Image image(HeapPolicy heap) {
    return Linker.create()
        .add("a", MODULE)
        .add("manager", Fixture.wasm("manager"))
        .region("env.buffer", 100, 64)
        .maxPages(300)
        .heap(heap)
        .link();
  }

  @Test
  void theLayoutComesBack() {
    for (HeapPolicy heap :
        List.of(
            new HeapPolicy.Host(),
            new HeapPolicy.Private(),
            new HeapPolicy.Guest("manager", "malloc", "free"))) {
      Layout layout = image(heap).layout();

      assertThat(ImageFile.layout(LayoutSection.write(layout))).isEqualTo(layout);
      assertThat(layout.instances().get(0).symbols()).isNotEmpty();
    }
  }

  @Test
  void onlyTheCodeOfInterpretedFunctionsIsKept() {
    Image image = image(new HeapPolicy.Private());
    WasmBinary whole = WasmBinary.read(image.bytes());
    int first = whole.functions().size() - whole.bodies().size();
    int interpreted = first + 2;

    WasmBinary file = WasmBinary.read(ImageFile.write(whole, image.layout(), Set.of(interpreted)));
    assertThat(file.bodies()).hasSameSizeAs(whole.bodies());
    for (int i = 0; i < file.bodies().size(); i++) {
      boolean kept = text(file, file.bodies().get(i)).equals(text(whole, whole.bodies().get(i)));
      assertThat(kept).isEqualTo(first + i == interpreted);
    }
    for (int id : new int[] {Section.TYPE, Section.GLOBAL, Section.EXPORT, Section.DATA}) {
      assertThat(contents(file, id)).isEqualTo(contents(whole, id));
    }
  }

  private static String contents(WasmBinary module, int id) {
    return module.sections().stream()
        .filter(section -> section.id() == id)
        .map(section -> text(module, section.contents()))
        .findFirst()
        .orElseThrow();
  }

  private static String text(WasmBinary module, Span span) {
    return new String(
        module.bytes(), span.start(), span.length(), java.nio.charset.StandardCharsets.ISO_8859_1);
  }
}

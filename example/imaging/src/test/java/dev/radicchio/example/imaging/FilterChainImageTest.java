package dev.radicchio.example.imaging;

import static org.assertj.core.api.Assertions.assertThat;

import dev.radicchio.link.Linker;
import dev.radicchio.link.WasmFile;
import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;

/** The program put together through the linker's own API. */
class FilterChainImageTest {
  private static final List<String> INSTANCES =
      List.of("resize", "blur", "sharpen", "palette", "dither");

  @Test
  void linksToTheSameBytesEachTime() throws IOException {
    assertThat(linker().link().bytes()).isEqualTo(linker().link().bytes());
  }

  @Test
  void laysOutWhatTheProcessorLaidOut() throws IOException {
    assertThat(linker().plan().layout().describe()).isEqualTo(FilterChainLayout.describe());
  }

  private static Linker linker() throws IOException {
    Linker linker = Linker.create().maxPages(FilterChain.MAX_PAGES);
    for (String instance : INSTANCES) {
      String resource = "wasm/" + instance + ".wasm";
      try (InputStream in = FilterChain.class.getClassLoader().getResourceAsStream(resource)) {
        linker.add(instance, WasmFile.read(resource, Objects.requireNonNull(in).readAllBytes()));
      }
    }
    return linker;
  }
}

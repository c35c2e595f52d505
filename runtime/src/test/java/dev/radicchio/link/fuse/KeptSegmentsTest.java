package dev.radicchio.link.fuse;

import static org.assertj.core.api.Assertions.assertThat;

import dev.radicchio.LinkedProgram;
import dev.radicchio.binary.Section;
import dev.radicchio.binary.WasmBinary;
import dev.radicchio.binary.WasmWriter;
import dev.radicchio.fixture.ModuleBytes;
import dev.radicchio.link.Image;
import dev.radicchio.link.Linker;
import org.junit.jupiter.api.Test;

/** Segments of zeros are left out of the image only where the memory is zero without them. */
final class KeptSegmentsTest {
  private static final int GLOBAL_GET = 0x23;
  private static final int I32_ADD = 0x6A;
  private static final int END = 0x0B;

  private static WasmWriter segment(int offset, int... data) {
    WasmWriter bytes = ModuleBytes.bytes(data);
    return new WasmWriter()
        .u32(0)
        .append(ModuleBytes.bytes(GLOBAL_GET, 0))
        .append(ModuleBytes.constant(offset))
        .append(ModuleBytes.bytes(I32_ADD, END))
        .u32(data.length)
        .append(bytes);
  }

  /** A shared library of eight bytes. */
  private static Image library(WasmWriter... segments) {
    WasmWriter memory = new WasmWriter().name("env").name("memory").u8(2).u8(0).u32(1);
    ModuleBytes module =
        new ModuleBytes()
            .dylink(8, 0)
            .imports(memory, ModuleBytes.global("env", "__memory_base", ModuleBytes.I32, false))
            .section(Section.DATA, segments);
    return Linker.create().add("library", module.read("library.wasm")).link();
  }

  private static long data(Image image) {
    try (LinkedProgram program = LinkedProgram.instantiate(image)) {
      return program.memory().readLong((int) image.layout().instance("library").dataStart());
    }
  }

  @Test
  void keepsZerosThatAreWrittenOverAnEarlierSegment() {
    Image image = library(segment(0, 1, 2, 3, 4), segment(2, 0, 0, 0, 0));

    assertThat(data(image)).isEqualTo(0x0201);
  }

  @Test
  void leavesOutZerosThatMemoryHasAnyway() {
    Image image = library(segment(0, 1, 2, 3, 4), segment(4, 0, 0, 0, 0));

    assertThat(WasmBinary.read(image.bytes()).data()).hasSize(1);
    assertThat(data(image)).isEqualTo(0x04030201);
  }
}

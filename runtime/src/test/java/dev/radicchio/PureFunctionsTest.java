package dev.radicchio;

import static org.assertj.core.api.Assertions.assertThat;

import dev.radicchio.fixture.Fixture;
import dev.radicchio.link.Image;
import dev.radicchio.link.Linker;
import dev.radicchio.link.plan.RelocationModel;
import dev.radicchio.memory.FlatMemory;
import java.util.Random;
import java.util.zip.Adler32;
import org.junit.jupiter.api.Test;

/** Modules that were linked to keep relocations and had none of their code. */
final class PureFunctionsTest {
  private static final int PIXELS = 10_000;

  @Test
  void twoModulesOfPureFunctionsShareABuffer() {
    Linker linker =
        Linker.create()
            .add("gray", Fixture.wasm("gray.relocs"))
            .add("hash", Fixture.wasm("hash.relocs"))
            .javaAllocates();
    Image image = linker.link();
    byte[] picture = new byte[PIXELS * 3];
    new Random(1).nextBytes(picture);

    assertThat(linker.plan().problems()).isEmpty();
    assertThat(image.layout().instance("gray").model()).isEqualTo(RelocationModel.RELOCS);
    try (LinkedProgram program = LinkedProgram.instantiate(image)) {
      int buffer = program.heap().allocate(picture.length);
      FlatMemory memory = program.memory();
      memory.write(buffer, picture, 0, picture.length);
      program.function("gray", "gray").call(buffer, PIXELS);

      assertThat(memory.slice(buffer, picture.length).toByteArray()).isEqualTo(gray(picture));
      assertThat((int) program.function("hash", "hash").call(buffer, picture.length)[0])
          .isEqualTo(adler32(gray(picture)));
    }
  }

  private static byte[] gray(byte[] picture) {
    byte[] gray = new byte[picture.length];
    for (int i = 0; i < picture.length; i += 3) {
      int weighted =
          (picture[i] & 0xFF) * 4899
              + (picture[i + 1] & 0xFF) * 9617
              + (picture[i + 2] & 0xFF) * 1868;
      for (int j = 0; j < 3; j++) {
        gray[i + j] = (byte) (weighted >> 14);
      }
    }
    return gray;
  }

  private static int adler32(byte[] bytes) {
    Adler32 checksum = new Adler32();
    checksum.update(bytes);
    return (int) checksum.getValue();
  }

  /** The data moves, and its functions are in the program's table. */
  @Test
  void dataThatNoCodeRefersToIsOthers() {
    Linker linker =
        Linker.create()
            .add("numbers", Fixture.wasm("pointers.relocs"))
            .add("operations", Fixture.wasm("operations"))
            .add("applies", Fixture.wasm("applies"));
    Image image = linker.link();

    assertThat(linker.plan().problems()).isEmpty();
    assertThat(image.layout().instance("operations").dataStart()).isNotEqualTo(1024);
    try (LinkedProgram program = LinkedProgram.instantiate(image)) {
      assertThat(program.function("applies", "apply").call(20)[0]).isEqualTo(42 * 1000 + 41);
    }
  }

  /** It is linked by its addresses, at home and elsewhere, since a tool rewrote it. */
  @Test
  void whatLostItsRelocationsComputesTheSame() {
    Image image =
        Linker.create()
            .add("home", Fixture.wasm("changed.no-relocs"))
            .add("moved", Fixture.wasm("changed.no-relocs"))
            .link();

    try (LinkedProgram program = LinkedProgram.instantiate(image)) {
      for (String instance : new String[] {"home", "moved"}) {
        assertThat(program.function(instance, "entry_apply").call(1, 1000, 3)[0])
            .as(instance)
            .isEqualTo(997);
        assertThat(program.function(instance, "count_through_pointer").call(-4)[0]).isEqualTo(3);
        assertThat(program.function(instance, "count").call(0)[0]).as(instance).isEqualTo(3);
      }
    }
  }
}

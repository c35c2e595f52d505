package dev.radicchio.link.pass;

import static org.assertj.core.api.Assertions.assertThat;

import dev.radicchio.binary.Opcode;
import dev.radicchio.fixture.Fixture;
import dev.radicchio.link.Image;
import dev.radicchio.link.Linker;
import org.junit.jupiter.api.Test;

/** Where code is; that it traps as it should, the tests of ranges say. */
final class UnsignedOperandsTest {
  @Test
  void codeIsFoundWhereItIsNow() {
    Image image = Linker.create().add("a", Fixture.wasm("features/faults")).link();
    byte[] bytes = image.bytes();

    assertThat(image.usesRanges()).isTrue();
    assertThat(MovedCode.of(bytes, UnsignedOperands.rewrite(bytes)).changed())
        .contains(Opcode.ARRAY_FILL, Opcode.ARRAY_COPY, Opcode.ARRAY_INIT_DATA)
        .doesNotContain(Opcode.LOCAL_GET, Opcode.CALL, Opcode.I32_ADD);
  }
}

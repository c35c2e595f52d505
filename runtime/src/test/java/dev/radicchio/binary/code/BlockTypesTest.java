package dev.radicchio.binary.code;

import static org.assertj.core.api.Assertions.assertThat;

import com.dylibso.chicory.wasm.types.ValType;
import dev.radicchio.IfEngineHas;
import dev.radicchio.engine.Shortcoming;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

final class BlockTypesTest {
  private static final int EMPTY_BLOCK = 0x40;

  @Test
  @IfEngineHas(Shortcoming.BLOCK_TYPES)
  void avoidsTheIndicesThatChicoryTakesForValueTypes() {
    assertThat(IntStream.range(0, 1000).filter(BlockTypes::looksLikeValueType).boxed().toList())
        .isEqualTo(
            IntStream.range(0, 1000)
                .filter(type -> type == EMPTY_BLOCK || ValType.isValid(type))
                .boxed()
                .toList());
  }
}

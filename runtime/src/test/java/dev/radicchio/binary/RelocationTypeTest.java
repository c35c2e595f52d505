package dev.radicchio.binary;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The tool conventions name types by what they have. */
final class RelocationTypeTest {
  @ParameterizedTest
  @EnumSource(RelocationType.class)
  void hasWhatItsNameSays(RelocationType type) {
    String name = type.name();
    assertThat(type.is64()).isEqualTo(name.endsWith("64"));
    assertThat(type.hasAddend())
        .isEqualTo(name.contains("MEMORY_ADDR") || name.contains("_OFFSET_"));
    int bytes = name.contains("LEB") ? 5 : 4;
    assertThat(type.siteBytes()).isEqualTo(type.is64() ? 2 * bytes : bytes);
  }

  @Test
  void isFoundByItsNumber() {
    assertThat(RelocationType.of(0)).isEqualTo(RelocationType.R_WASM_FUNCTION_INDEX_LEB);
    assertThat(RelocationType.of(13)).isEqualTo(RelocationType.R_WASM_GLOBAL_INDEX_I32);
    assertThat(RelocationType.of(26)).isEqualTo(RelocationType.R_WASM_FUNCTION_INDEX_I32);
    assertThat(RelocationType.of(27)).isNull();
    assertThat(RelocationType.of(255)).isNull();
  }
}

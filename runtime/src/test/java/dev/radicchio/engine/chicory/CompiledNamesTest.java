package dev.radicchio.engine.chicory;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class CompiledNamesTest {
  @ParameterizedTest
  @CsvSource({
    "1, 1, 12288",
    "12288, 1, 12288",
    "12289, 2, 12288",
    "12289, 3, 6144",
    "600, 2, 384",
    "24577, 5, 6144"
  })
  void theNumberOfClassesTellsHowManyFunctionsEachHas(int functions, int groups, int each) {
    assertThat(CompiledNames.functionsOfClass(functions, groups)).isEqualTo(each);
  }
}

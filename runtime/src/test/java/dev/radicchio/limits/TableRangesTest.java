package dev.radicchio.limits;

import static org.assertj.core.api.Assertions.assertThat;

import dev.radicchio.Engine;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Instructions on ranges of tables: operands do not wrap, and what traps changes nothing. */
final class TableRangesTest {
  @ParameterizedTest
  @EnumSource
  void rangesDoNotWrap(Engine engine) {
    assertThat(TableCases.differences(engine::executable)).isEmpty();
  }

  @Test
  void rangesInFunctionsTooLargeToBeCompiledDoNotWrap() {
    assertThat(TableCases.differencesOfTooLarge(Engine.COMPILED::executable)).isEmpty();
  }

  @Test
  void everyInstructionMeetsEveryLimit() {
    assertThat(TableCases.all()).hasSize(6 * 8 + 3 * 8 * 8 + 5 * 8 * 8 * 8);
  }
}

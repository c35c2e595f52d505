package dev.radicchio.limits;

import static org.assertj.core.api.Assertions.assertThat;

import dev.radicchio.Engine;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Loads and stores at the limits, by the specification's rule: base and offset do not wrap. */
final class AccessLimitsTest {
  @ParameterizedTest
  @EnumSource
  void addressesDoNotWrap(Engine engine) {
    assertThat(AccessCases.differences(engine::executable, false)).isEmpty();
  }

  @Test
  void addressesOfFunctionsTooLargeToBeCompiledDoNotWrap() {
    assertThat(AccessCases.differences(Engine.COMPILED::executable, true)).isEmpty();
  }

  @Test
  void everyAccessMeetsEveryLimit() {
    assertThat(AccessCases.of(AccessCases.memoryBytes())).hasSize(23 * 15 * 15);
  }
}

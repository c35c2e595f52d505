package dev.radicchio.processor.compile;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.radicchio.LinkedProgram;
import dev.radicchio.engine.Engine;
import dev.radicchio.engine.Shortcoming;
import dev.radicchio.limits.AccessCases;
import dev.radicchio.limits.NumberReferences;
import dev.radicchio.limits.TableCases;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Programs that were compiled ahead of time trap where others do. */
final class PrecompiledLimitsTest {
  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void addressesDoNotWrap(boolean tooLarge) {
    assertThat(AccessCases.differences(Precompiled::executable, tooLarge)).isEmpty();
  }

  @Test
  void rangesOfTablesDoNotWrap() {
    assertThat(TableCases.differences(Precompiled::executable)).isEmpty();
  }

  @Test
  void rangesOfTablesInInterpretedFunctionsDoNotWrap() {
    assertThat(TableCases.differencesOfTooLarge(Precompiled::executable)).isEmpty();
  }

  /** The file has no code, where one could see that the code makes them. */
  @ParameterizedTest
  @EnumSource
  void referencesToNumbersAreCollected(NumberReferences references) {
    assumeTrue(Engine.installed().has(Shortcoming.COLLECTION));
    try (LinkedProgram program = Precompiled.executable(references.image()).instantiate()) {
      assertThat(references.isFirstCollected(program)).isTrue();
    }
  }
}

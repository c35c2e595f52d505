package dev.radicchio.processor;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;

/** The same with programs that are compiled to bytecode. */
final class PrecompiledExchangeTest extends ExchangeTest {
  @BeforeAll
  static void precompile() {
    Compile.precompile(true);
  }

  @AfterAll
  static void precompileNoMore() {
    Compile.precompile(false);
  }
}

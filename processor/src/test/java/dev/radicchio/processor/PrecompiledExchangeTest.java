package dev.radicchio.processor;

import java.util.List;

/** The same with programs that are compiled to bytecode. */
final class PrecompiledExchangeTest extends ExchangeTest {
  @Override
  List<String> options() {
    return Compile.PRECOMPILE;
  }
}

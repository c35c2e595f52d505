package dev.radicchio.processor;

/** The same with a module that keeps its own addresses, so that all are translated. */
final class RebasedExchangeTest extends ExchangeTest {
  @Override
  String module() {
    return "value = \"wasm/exchange.absolute.wasm\", relocation = Relocation.REBASED";
  }
}

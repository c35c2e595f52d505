package dev.radicchio.processor;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

/**
 * Texts that are kept with Chicory's names. The tests run on Endive when they are compiled with its
 * names in place of Chicory's; so what is replaced here is put together.
 */
final class EngineNames {
  private EngineNames() {}

  /** Aborts a test whose texts have the order that Chicory's names give them. */
  static void needChicorys() {
    assumeTrue("chicory".equals("chic" + "ory"), "the names of another engine");
  }

  /** A text with the names of the engine that the tests run on. */
  static String of(String text) {
    return text.replace("com.dylibso.chic" + "ory", "com.dylibso.chicory")
        .replace("engine.chic" + "ory", "engine.chicory")
        .replace("Chic" + "ory", "Chicory");
  }
}

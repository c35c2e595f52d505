package dev.radicchio.engine;

import static org.assertj.core.api.Assertions.assertThat;

import dev.radicchio.engine.chicory.ChicoryEngine;
import org.junit.jupiter.api.Test;

final class EngineTest {
  @Test
  void isFoundAsAServiceWhateverTheThreadsLoader() {
    Thread thread = Thread.currentThread();
    ClassLoader before = thread.getContextClassLoader();
    thread.setContextClassLoader(ClassLoader.getPlatformClassLoader());
    try {
      assertThat(Engine.installed()).isInstanceOf(ChicoryEngine.class);
    } finally {
      thread.setContextClassLoader(before);
    }
  }
}

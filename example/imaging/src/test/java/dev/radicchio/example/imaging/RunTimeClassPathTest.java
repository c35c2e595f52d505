package dev.radicchio.example.imaging;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What the example is run with, and its tests. */
class RunTimeClassPathTest {
  @ParameterizedTest
  @ValueSource(
      strings = {
        "com.dylibso.chicory.compiler.MachineFactoryCompiler",
        "org.objectweb.asm.ClassWriter"
      })
  void hasNoCompiler(String name) {
    assertThatThrownBy(() -> Class.forName(name)).isInstanceOf(ClassNotFoundException.class);
  }

  @Test
  void hasTheProgramAsBytecode() throws ClassNotFoundException {
    assertThat(Class.forName(FilterChain.class.getPackageName() + ".LinkedFilterChainCode"))
        .hasPublicMethods("call");
  }
}

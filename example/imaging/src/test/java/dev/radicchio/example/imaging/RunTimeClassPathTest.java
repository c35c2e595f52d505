package dev.radicchio.example.imaging;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatNoException;
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
        "run.endive.compiler.MachineFactoryCompiler",
        "org.objectweb.asm.ClassWriter"
      })
  void hasNoCompiler(String name) {
    assertThatThrownBy(() -> Class.forName(name)).isInstanceOf(ClassNotFoundException.class);
  }

  /** With the profile endive, the tests have Endive's names in place of Chicory's. */
  @Test
  void hasOneEngine() {
    boolean isEndive = !"chicory".equals("chic" + "ory");
    String other = isEndive ? "com.dylibso.chic" + "ory" : "run.endive";

    assertThatNoException().isThrownBy(() -> Class.forName("com.dylibso.chicory.runtime.Instance"));
    assertThatThrownBy(() -> Class.forName(other + ".runtime.Instance"))
        .isInstanceOf(ClassNotFoundException.class);
  }

  @Test
  void hasTheProgramAsBytecode() throws ClassNotFoundException {
    assertThat(Class.forName(FilterChain.class.getPackageName() + ".LinkedFilterChainCode"))
        .hasPublicMethods("call");
  }
}

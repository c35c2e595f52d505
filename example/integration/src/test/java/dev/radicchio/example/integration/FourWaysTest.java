package dev.radicchio.example.integration;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.util.List;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;

class FourWaysTest {
  @Test
  void guestHeap() {
    assertThat(printed(dev.radicchio.example.integration.guestheap.Main::main))
        .containsExactly("8 nodes", "212 in all", "0 nodes");
  }

  @Test
  void instances() {
    assertThat(printed(dev.radicchio.example.integration.instances.Main::main))
        .containsExactly("111", "109", "91", "89", "-89", "-91", "-109", "-111");
  }

  @Test
  void javaHeap() {
    assertThat(printed(dev.radicchio.example.integration.javaheap.Main::main))
        .containsExactly("HOHOHO!", "0 live blocks, peak 32 bytes");
  }

  @Test
  void math() {
    assertThat(printed(dev.radicchio.example.integration.math.Main::main))
        .containsExactly("0.0", "1.0");
  }

  private static List<String> printed(Consumer<String[]> main) {
    PrintStream stdout = System.out;
    ByteArrayOutputStream printed = new ByteArrayOutputStream();
    try {
      System.setOut(new PrintStream(printed, true, UTF_8));
      main.accept(new String[0]);
    } finally {
      System.setOut(stdout);
    }
    return printed.toString(UTF_8).lines().toList();
  }
}

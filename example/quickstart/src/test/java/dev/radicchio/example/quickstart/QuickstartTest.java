package dev.radicchio.example.quickstart;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import org.junit.jupiter.api.Test;

class QuickstartTest {
  @Test
  void printsThreeLines() {
    PrintStream stdout = System.out;
    ByteArrayOutputStream printed = new ByteArrayOutputStream();
    try {
      System.setOut(new PrintStream(printed, true, UTF_8));
      Quickstart.main(new String[0]);
    } finally {
      System.setOut(stdout);
    }

    assertThat(printed.toString(UTF_8).lines()).containsExactly("1337", "2674", "356");
  }
}

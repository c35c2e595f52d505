package dev.radicchio.processor.map;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class FiguresTest {
  @Test
  void givesBytesInTheUnitThatIsReadBest() {
    assertThat(Figures.bytes(0)).isEqualTo("0 B");
    assertThat(Figures.bytes(1023)).isEqualTo("1023 B");
    assertThat(Figures.bytes(1024)).isEqualTo("1 KiB");
    assertThat(Figures.bytes(1536)).isEqualTo("1.5 KiB");
    assertThat(Figures.bytes(1L << 32)).isEqualTo("4 GiB");
  }

  @Test
  void countsOneAndMany() {
    assertThat(Figures.count(1, "slot")).isEqualTo("1 slot");
    assertThat(Figures.count(1234, "slot")).isEqualTo("1,234 slots");
  }

  @Test
  void givesThePartOfNothing() {
    assertThat(Figures.percent(1, 0)).isEqualTo("0.000%");
    assertThat(Figures.percent(1, 3)).isEqualTo("33.333%");
  }
}

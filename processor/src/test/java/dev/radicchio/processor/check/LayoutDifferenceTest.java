package dev.radicchio.processor.check;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class LayoutDifferenceTest {
  private static List<LayoutLine> lines(String... lines) {
    return Arrays.stream(lines).map(line -> LayoutLine.of(line).orElseThrow()).toList();
  }

  @Test
  void hasNothingToSayOfEqualLayouts() {
    assertThat(LayoutDifference.of(lines("a 1 x", "a 2 y"), lines("a 1 x", "a 2 y"))).isEmpty();
  }

  @Test
  void showsWhatChangedItsOrderAsMoved() {
    assertThat(
            LayoutDifference.of(lines("a 1 x", "a 2 y", "a 3 z"), lines("a 1 y", "a 3 z", "a 9 x")))
        .containsExactly("- a 1 x", "- a 2 y", "+ a 1 y", "  a 3 z", "+ a 9 x");
  }

  @Test
  void copesWithOneNameForTwoThings() {
    assertThat(LayoutDifference.of(lines("a 1 x", "a 2 x"), lines("a 1 x", "a 3 x", "a 4 x")))
        .containsExactly("  a 1 x", "- a 2 x", "+ a 3 x", "+ a 4 x");
  }

  @Test
  void countsWhatIsTooMuchToRead() {
    String[] many =
        IntStream.range(0, 100).mapToObj(i -> "a " + i + " x" + i).toArray(String[]::new);
    String[] more =
        IntStream.range(0, 100).mapToObj(i -> "a " + (i + 1) + " x" + i).toArray(String[]::new);

    assertThat(LayoutDifference.of(lines(many), lines(more)))
        .hasSize(LayoutDifference.MOST_LINES + 1)
        .endsWith("  and 140 more lines that differ");
  }

  @Test
  void readsNoLineOfAnotherForm() {
    assertThat(
            List.of(
                "", "region", "region x", "region 0x1 x", "Region 0x00000001 x", "a 1  x", "1 a"))
        .allSatisfy(line -> assertThat(LayoutLine.of(line)).isEmpty());
  }
}

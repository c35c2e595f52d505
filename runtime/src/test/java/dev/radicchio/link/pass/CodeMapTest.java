package dev.radicchio.link.pass;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

final class CodeMapTest {
  /** As in the class's example. */
  private static final CodeMap EXAMPLE =
      new CodeMap.Builder()
          .add(0x20, 0x22, 0x21)
          .add(0x22, 0x25, 0x23)
          .add(0x25, 0x26, 0x2B)
          .build();

  @Test
  void mapsWhatIsInARangeWithIt() {
    assertThat(EXAMPLE.map(0x20)).isEqualTo(0x21);
    assertThat(EXAMPLE.map(0x22)).isEqualTo(0x23);
    assertThat(EXAMPLE.map(0x25)).isEqualTo(0x2B);
  }

  @Test
  void hasNoAddressForWhatIsInNoRange() {
    assertThat(EXAMPLE.map(0x1F)).isEqualTo(CodeMap.GONE);
    assertThat(EXAMPLE.map(0x26)).isEqualTo(CodeMap.GONE);
    assertThat(new CodeMap.Builder().build().map(0)).isEqualTo(CodeMap.GONE);
  }

  @Test
  void mapsThroughOnePassAndTheNext() {
    CodeMap second = new CodeMap.Builder().add(0x21, 0x24, 0x41).add(0x2B, 0x2C, 0x50).build();
    CodeMap both = EXAMPLE.then(second);
    for (int offset = 0x1E; offset < 0x28; offset++) {
      int between = EXAMPLE.map(offset);
      int expected = between == CodeMap.GONE ? CodeMap.GONE : second.map(between);
      assertThat(both.map(offset)).as("0x%x", offset).isEqualTo(expected);
    }
    assertThat(both.map(0x25)).isEqualTo(0x50);
  }

  @Test
  void composesWithAMapThatPutsCodeInAnotherOrder() {
    CodeMap swapped = new CodeMap.Builder().add(0, 10, 10).add(10, 20, 0).build();
    CodeMap twice = swapped.then(swapped);
    for (int offset = 0; offset < 20; offset++) {
      assertThat(twice.map(offset)).isEqualTo(offset);
    }
  }

  @Test
  void leavesAMapAsItIsBesideAPassThatMovesNothing() {
    assertThat(CodeMap.IDENTITY.map(0x1234)).isEqualTo(0x1234);
    assertThat(CodeMap.IDENTITY.then(EXAMPLE)).isSameAs(EXAMPLE);
    assertThat(EXAMPLE.then(CodeMap.IDENTITY)).isSameAs(EXAMPLE);
  }

  @Test
  void shiftsWhereCodeIsAfterwards() {
    assertThat(EXAMPLE.shifted(0x100).map(0x22)).isEqualTo(0x123);
  }

  @Test
  void takesRangesInOrderOnly() {
    CodeMap.Builder builder = new CodeMap.Builder().add(4, 8, 0);
    assertThatThrownBy(() -> builder.add(7, 9, 20)).isInstanceOf(IllegalArgumentException.class);
  }
}

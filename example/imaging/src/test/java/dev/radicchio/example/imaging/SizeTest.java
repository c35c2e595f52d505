package dev.radicchio.example.imaging;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class SizeTest {
  @Test
  void leavesSmallPicturesAsTheyAre() {
    assertThat(new Size(512, 3).fitInto(512)).isEqualTo(new Size(512, 3));
  }

  @Test
  void keepsProportions() {
    assertThat(new Size(640, 480).fitInto(512)).isEqualTo(new Size(512, 384));
    assertThat(new Size(480, 640).fitInto(512)).isEqualTo(new Size(384, 512));
    assertThat(new Size(4000, 3001).fitInto(512)).isEqualTo(new Size(512, 384));
  }

  @Test
  void leavesOnePixelOfThinPictures() {
    assertThat(new Size(Integer.MAX_VALUE, 1).fitInto(512)).isEqualTo(new Size(512, 1));
  }

  @Test
  void refusesEmptyPictures() {
    assertThatThrownBy(() -> new Size(0, 7)).hasMessage("0 x 7 is not a size");
  }
}

package dev.radicchio.link.pass;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

final class ImagePassesTest {
  /** Puts a byte before all others. */
  private static ImagePass inserting(int value) {
    return module -> {
      byte[] longer = new byte[module.length + 1];
      longer[0] = (byte) value;
      System.arraycopy(module, 0, longer, 1, module.length);
      return new RewrittenModule(longer, CodeMap.moved(0, module.length, 1));
    };
  }

  @Test
  void leavesAnImageAsItIsWithoutPasses() {
    byte[] image = {1, 2};
    RewrittenModule module = ImagePasses.before(List.of()).run(image);
    assertThat(module.bytes()).isSameAs(image);
    assertThat(module.code().map(1)).isEqualTo(1);
  }

  @Test
  void runsPassesInOrderAndComposesTheirMaps() {
    byte[] image = {1, 2};
    RewrittenModule module =
        ImagePasses.before(Arrays.asList(inserting(8), inserting(9))).run(image);
    assertThat(module.bytes()).containsExactly(9, 8, 1, 2);
    assertThat(module.code().map(1)).isEqualTo(3);
  }
}

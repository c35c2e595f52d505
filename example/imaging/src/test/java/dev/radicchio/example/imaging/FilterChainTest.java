package dev.radicchio.example.imaging;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.radicchio.memory.Arena;
import dev.radicchio.memory.HeapException;
import java.util.Arrays;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Each filter against the same filter in Java. */
class FilterChainTest {
  private final FilterChain program = LinkedFilterChain.link();

  private final Arena arena = program.heap().arena();

  @AfterEach
  void freesAllThatWasAllocated() {
    arena.close();
    assertThat(program.heap().statistics().liveBlocks()).isZero();
    program.close();
  }

  @ParameterizedTest
  @CsvSource({
    "1, 1, 1, 1",
    "2, 2, 1, 1",
    "5, 3, 2, 2",
    "17, 9, 5, 4",
    "64, 48, 32, 24",
    "61, 47, 60, 46",
    "100, 1, 7, 1",
    "1, 100, 1, 7",
    "3, 2, 7, 5",
  })
  void resizesByAreaAverage(int width, int height, int targetWidth, int targetHeight) {
    Size from = new Size(width, height);
    Size to = new Size(targetWidth, targetHeight);
    int[] pixels = TestPictures.noise(from, 1);
    int source = write(pixels);
    int target = allocate(to, Integer.BYTES);

    program.resize().resize(source, width, height, target, targetWidth, targetHeight);

    assertThat(words(target, to)).isEqualTo(ReferenceFilters.resize(pixels, from, to));
  }

  @Test
  void resizesWideRowsWithoutOverflow() {
    Size from = new Size(5_000_000, 1);
    Size to = new Size(512, 1);
    int[] pixels = new int[5_000_000];
    Arrays.fill(pixels, 0xffffff);
    int source = write(pixels);
    int target = allocate(to, Integer.BYTES);

    program.resize().resize(source, from.width(), 1, target, to.width(), 1);

    assertThat(words(target, to)).containsOnly(0xffffff);
  }

  static Stream<Size> sizes() {
    return Stream.of(
        new Size(1, 1),
        new Size(2, 1),
        new Size(1, 2),
        new Size(3, 5),
        new Size(31, 17),
        new Size(64, 48));
  }

  @ParameterizedTest
  @MethodSource("sizes")
  void sharpensWithEachKernel(Size size) {
    int[] pixels = TestPictures.noise(size, 2);
    int source = write(pixels);
    int target = allocate(size, Integer.BYTES);

    for (int radius = 1; radius <= 3; radius++) {
      program.sharpen().sharpen(source, target, size.width(), size.height(), radius, 300);
      assertThat(words(target, size))
          .isEqualTo(ReferenceFilters.sharpen(pixels, size, radius, 300));
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3, 16, 255, 256})
  void buildsPaletteByMedianCut(int wanted) {
    Size size = new Size(40, 30);
    int[] pixels = TestPictures.noise(size, 3);

    int count = program.palette().build(write(pixels), pixels.length, wanted);

    assertThat(words(program.palette().colours(), new Size(count, 1)))
        .isEqualTo(ReferenceFilters.palette(pixels, wanted));
  }

  @Test
  void buildsNoMoreColoursThanThereAre() {
    int[] pixels = {0xff0000, 0x00ff00, 0xff0000, 0x00ff00};

    int count = program.palette().build(write(pixels), pixels.length, 32);

    assertThat(words(program.palette().colours(), new Size(count, 1)))
        .containsExactlyInAnyOrder(0xff0000, 0x00ff00);
  }

  @ParameterizedTest
  @MethodSource("sizes")
  void dithersThroughTheFunctionPointer(Size size) {
    int[] pixels = TestPictures.stripes(size);

    assertThat(dither(pixels, size, 6))
        .isEqualTo(ReferenceFilters.dither(pixels, size, ReferenceFilters.palette(pixels, 6)));
  }

  @Test
  void forgetsTheColoursOfThePictureBefore() {
    Size size = new Size(31, 17);
    int[] before = TestPictures.noise(size, 4);
    int[] pixels = TestPictures.noise(size, 5);

    dither(before, size, 256);

    assertThat(dither(pixels, size, 256))
        .isEqualTo(ReferenceFilters.dither(pixels, size, ReferenceFilters.palette(pixels, 256)));
  }

  @Test
  void saysWhichModuleFindsMemoryFull() {
    int width = 10_000_000;

    assertThatThrownBy(() -> program.dither().dither(0, 0, width, 1, 0, rgb -> 0))
        .isInstanceOf(HeapException.class)
        .hasMessageContaining("by dither");
  }

  @Test
  void takesItsMemoryFromOneHeap() {
    Size size = new Size(100, 10);
    int source = write(TestPictures.noise(size, 6));
    long ofJava = program.heap().statistics().peakBytes();

    program.palette().build(source, (int) size.pixels(), 256);

    assertThat(program.heap().statistics().peakBytes()).isGreaterThan(ofJava);
    assertThat(program.heap().statistics().instances().get("palette").blocks()).isZero();
  }

  @Test
  void findsColoursForJavaToo() {
    Size size = new Size(31, 17);
    program.palette().build(write(TestPictures.noise(size, 7)), (int) size.pixels(), 16);
    int[] palette = words(program.palette().colours(), new Size(16, 1));

    assertThat(program.palette().matcher().index(0x336699))
        .isEqualTo(ReferenceFilters.nearest(palette, 0x336699));
  }

  private byte[] dither(int[] pixels, Size size, int wanted) {
    int source = write(pixels);
    program.palette().build(source, pixels.length, wanted);
    int indices = allocate(size, Byte.BYTES);
    program
        .dither()
        .dither(
            source,
            indices,
            size.width(),
            size.height(),
            program.palette().colours(),
            program.palette().matcher());
    byte[] bytes = new byte[pixels.length];
    program.memory().read(indices, bytes, 0, bytes.length);
    return bytes;
  }

  private int allocate(Size size, int pixelBytes) {
    return arena.allocate((int) size.pixels() * pixelBytes).address();
  }

  private int write(int[] pixels) {
    int address = allocate(new Size(pixels.length, 1), Integer.BYTES);
    program.memory().view(address, pixels.length * Integer.BYTES).asIntBuffer().put(pixels);
    return address;
  }

  private int[] words(int address, Size size) {
    int[] words = new int[(int) size.pixels()];
    program.memory().view(address, words.length * Integer.BYTES).asIntBuffer().get(words);
    return words;
  }
}

package dev.radicchio.example.imaging;

import static java.io.OutputStream.nullOutputStream;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.radicchio.memory.Arena;
import dev.radicchio.memory.Slice;
import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.image.BufferedImage;
import java.awt.image.DataBufferByte;
import java.awt.image.IndexColorModel;
import java.io.ByteArrayInputStream;
import java.io.PrintStream;
import java.util.Arrays;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PipelineTest {
  private final FilterChain program = LinkedFilterChain.link();
  private final Pipeline pipeline =
      new Pipeline(program, new StageLog(new PrintStream(nullOutputStream(), false, UTF_8)));

  @AfterEach
  void freesAllThatWasAllocated() {
    assertThat(program.heap().statistics().liveBlocks()).isZero();
    program.close();
  }

  @ParameterizedTest
  @CsvSource({"1, 1", "2, 3", "33, 21", "200, 120", "512, 3", "513, 2", "700, 40", "3, 1100"})
  void doesWhatTheReferenceDoes(int width, int height) throws PictureException {
    Size size = new Size(width, height);
    int[] pixels = TestPictures.stripes(size);

    BufferedImage image = pipeline.run(TestPictures.file(pixels, size));

    Size resized = size.fitInto(Pipeline.LONGEST_SIDE);
    int[] sharpened =
        ReferenceFilters.sharpen(
            ReferenceFilters.resize(pixels, size, resized),
            resized,
            Pipeline.SHARPEN_RADIUS,
            Pipeline.SHARPEN_AMOUNT);
    int[] palette = ReferenceFilters.palette(sharpened, Pipeline.COLOURS);
    assertThat(new Size(image.getWidth(), image.getHeight())).isEqualTo(resized);
    assertThat(colours(image)).isEqualTo(palette);
    assertThat(indices(image)).isEqualTo(ReferenceFilters.dither(sharpened, resized, palette));
  }

  @Test
  void givesTheSameForTheSamePictureAgain() throws PictureException {
    Size size = new Size(300, 200);
    int[] pixels = TestPictures.noise(size, 1);

    byte[] first = indices(pipeline.run(TestPictures.file(pixels, size)));
    pipeline.run(TestPictures.file(TestPictures.stripes(size), size));

    assertThat(indices(pipeline.run(TestPictures.file(pixels, size)))).isEqualTo(first);
  }

  @Test
  void needsNoMoreMemoryForTheSamePictureAgain() throws PictureException {
    Size size = new Size(2000, 1500);
    int[] pixels = TestPictures.stripes(size);
    pipeline.run(TestPictures.file(pixels, size));
    int pages = program.memory().pages();
    long peak = program.heap().statistics().peakBytes();

    for (int i = 0; i < 5; i++) {
      pipeline.run(TestPictures.file(pixels, size));
    }

    assertThat(program.memory().pages()).isEqualTo(pages);
    assertThat(program.heap().statistics().peakBytes()).isEqualTo(peak);
  }

  @Test
  void freesWhatItAllocatedForAPictureThatIsBroken() {
    Size size = new Size(90, 60);
    byte[] png = TestPictures.png(TestPictures.noise(size, 1), size);

    assertThatThrownBy(() -> pipeline.run(open(Arrays.copyOf(png, png.length / 2))))
        .isInstanceOf(PictureException.class);
    assertThat(program.heap().statistics().peakBytes()).isPositive();
  }

  @Test
  void readsJpeg() throws PictureException {
    BufferedImage picture = new BufferedImage(60, 40, BufferedImage.TYPE_INT_RGB);
    fill(picture, new Color(200, 30, 90));

    BufferedImage image = pipeline.run(open(TestPictures.encoded(picture, "jpg")));

    Color colour = new Color(image.getRGB(30, 20));
    assertThat(colour.getRed()).isBetween(195, 205);
    assertThat(colour.getGreen()).isBetween(25, 35);
    assertThat(colour.getBlue()).isBetween(85, 95);
  }

  @Test
  void readsGreyPictures() throws PictureException {
    BufferedImage picture = new BufferedImage(6, 4, BufferedImage.TYPE_BYTE_GRAY);
    picture.getRaster().setSamples(0, 0, 6, 4, 0, filled(24, 100));

    BufferedImage image = pipeline.run(open(TestPictures.encoded(picture, "png")));

    assertThat(colours(image)).containsExactly(0x646464);
  }

  @Test
  void putsTransparentPicturesOnWhite() throws PictureException {
    BufferedImage picture = new BufferedImage(6, 4, BufferedImage.TYPE_INT_ARGB);

    BufferedImage image = pipeline.run(open(TestPictures.encoded(picture, "png")));

    assertThat(colours(image)).containsExactly(0xffffff);
  }

  @Test
  void decodesInBandsThatMatch() throws PictureException {
    Size size = new Size(1025, 700);
    int[] pixels = TestPictures.noise(size, 7);
    int[] decoded = new int[pixels.length];

    try (Arena arena = program.heap().arena()) {
      Slice target = arena.allocate(pixels.length * Integer.BYTES);
      TestPictures.file(pixels, size).decode(target);
      target.asByteBuffer().asIntBuffer().get(decoded);
    }

    for (int i = 0; i < decoded.length; i++) {
      decoded[i] &= 0xffffff;
    }
    assertThat(decoded).isEqualTo(pixels);
  }

  private static PictureFile open(byte[] bytes) throws PictureException {
    return PictureFile.open("test", new ByteArrayInputStream(bytes));
  }

  private static void fill(BufferedImage picture, Color colour) {
    Graphics2D graphics = picture.createGraphics();
    graphics.setColor(colour);
    graphics.fillRect(0, 0, picture.getWidth(), picture.getHeight());
    graphics.dispose();
  }

  private static int[] filled(int length, int value) {
    int[] values = new int[length];
    Arrays.fill(values, value);
    return values;
  }

  private static int[] colours(BufferedImage image) {
    IndexColorModel palette = (IndexColorModel) image.getColorModel();
    int[] rgb = new int[palette.getMapSize()];
    palette.getRGBs(rgb);
    return Arrays.stream(rgb).map(colour -> colour & 0xffffff).toArray();
  }

  private static byte[] indices(BufferedImage image) {
    return ((DataBufferByte) image.getRaster().getDataBuffer()).getData();
  }
}

package dev.radicchio.example.imaging;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.awt.image.BufferedImage;
import java.awt.image.IndexColorModel;
import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.stream.IntStream;
import java.util.zip.CRC32;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ImagingTest {
  private static final Size SIZE = new Size(90, 60);

  private final ByteArrayOutputStream out = new ByteArrayOutputStream();
  private final ByteArrayOutputStream err = new ByteArrayOutputStream();

  @TempDir private Path directory;

  @Test
  void writesReadablePng() throws IOException {
    Path input = write("in.png", TestPictures.png(TestPictures.stripes(SIZE), SIZE));
    Path output = directory.resolve("out.png");

    assertThat(run(input.toString(), output.toString())).isZero();

    BufferedImage image = ImageIO.read(output.toFile());
    assertThat(new Size(image.getWidth(), image.getHeight())).isEqualTo(SIZE);
    assertThat(image.getColorModel()).isInstanceOf(IndexColorModel.class);
    assertThat(colours(image).distinct().count()).isBetween(2L, (long) Pipeline.COLOURS);
    assertThat(err.toString(UTF_8)).isEmpty();
  }

  @Test
  void takesItsOwnPictureWithoutAnInput() throws IOException {
    String before = System.setProperty(Imaging.OUTPUT_DIRECTORY, directory.toString());
    try {
      assertThat(run()).isZero();
    } finally {
      if (before == null) {
        System.clearProperty(Imaging.OUTPUT_DIRECTORY);
      } else {
        System.setProperty(Imaging.OUTPUT_DIRECTORY, before);
      }
    }

    BufferedImage image = ImageIO.read(directory.resolve("imaging-output.png").toFile());
    assertThat(Math.max(image.getWidth(), image.getHeight())).isEqualTo(Pipeline.LONGEST_SIDE);
  }

  @Test
  void printsMemoryMapStagesHeapAndOutput() throws IOException {
    Path input = write("in.png", TestPictures.png(TestPictures.stripes(SIZE), SIZE));
    Path output = directory.resolve("out.png");

    run(input.toString(), output.toString());

    assertThat(out.toString(UTF_8).lines())
        .containsSubsequence(FilterChainLayout.describe().lines().toList())
        .last()
        .isEqualTo(output.toString());
    assertThat(out.toString(UTF_8).lines().filter(line -> line.endsWith(" ms")))
        .extracting(line -> line.split(" ", 2)[0])
        .containsExactly("link", "decode", "resize", "sharpen", "palette", "dither", "encode");
    assertThat(out.toString(UTF_8).lines())
        .filteredOn(line -> line.startsWith("heap "))
        .singleElement()
        .asString()
        .matches("heap +0 live blocks, peak [1-9][0-9]* bytes");
  }

  @Test
  void refusesMissingFile() {
    Path input = directory.resolve("missing.png");

    refuses("imaging: cannot read " + input + ": no such file or directory", input.toString());
  }

  @Test
  void refusesDirectory() {
    refuses("imaging: cannot read " + directory + ": it is a directory", directory.toString());
  }

  @Test
  void refusesEmptyFile() throws IOException {
    Path input = write("empty.png", new byte[0]);

    refuses(
        "imaging: cannot read "
            + input
            + ": it is no PNG, JPEG or other picture that ImageIO reads",
        input.toString());
  }

  @Test
  void refusesText() throws IOException {
    Path input = write("text.png", "no picture\nat all\n".getBytes(UTF_8));

    refuses(
        "imaging: cannot read "
            + input
            + ": it is no PNG, JPEG or other picture that ImageIO reads",
        input.toString());
  }

  @Test
  void refusesPictureCutShortAnywhere() throws IOException {
    byte[] png = TestPictures.png(TestPictures.noise(SIZE, 1), SIZE);
    for (int length : new int[] {9, 20, 33, 40, png.length / 2}) {
      Path input = write("short.png", Arrays.copyOf(png, length));

      assertThat(run(input.toString(), output())).as("%s bytes", length).isEqualTo(2);
      assertThat(err.toString(UTF_8).lines()).singleElement().asString().contains("short.png");
      err.reset();
    }
  }

  @Test
  void refusesPictureLargerThanMemoryBeforeDecodingIt() throws IOException {
    Path input = write("huge.png", pngHeader(20_000, 10_000));

    assertThat(run(input.toString(), output())).isEqualTo(2);
    assertThat(err.toString(UTF_8).lines())
        .singleElement()
        .asString()
        .startsWith("imaging: " + input + " is too large: its 20000 x 10000 pixels take 762.9 MiB")
        .endsWith("MiB for them");
    assertThat(directory.resolve("out.png")).doesNotExist();
  }

  @Test
  void refusesPictureWhoseSizeOverflows() throws IOException {
    Path input = write("huge.png", pngHeader(Integer.MAX_VALUE, Integer.MAX_VALUE));

    assertThat(run(input.toString(), output())).isEqualTo(2);
    assertThat(err.toString(UTF_8).lines()).singleElement().asString().contains("huge.png");
  }

  @Test
  void refusesOutputThatCannotBeWritten() throws IOException {
    Path input = write("in.png", TestPictures.png(TestPictures.stripes(SIZE), SIZE));
    Path output = directory.resolve("missing").resolve("out.png");

    assertThat(run(input.toString(), output.toString())).isEqualTo(2);
    assertThat(err.toString(UTF_8).lines())
        .containsExactly("imaging: cannot write " + output + ": no such file or directory");
  }

  @Test
  void refusesTooManyArguments() {
    assertThat(run("a.png", "b.png", "c.png")).isEqualTo(2);
    assertThat(err.toString(UTF_8).lines()).singleElement().asString().startsWith("usage: imaging");
  }

  private static IntStream colours(BufferedImage image) {
    int[] pixels =
        image.getRGB(0, 0, image.getWidth(), image.getHeight(), null, 0, image.getWidth());
    return Arrays.stream(pixels);
  }

  private void refuses(String message, String input) {
    assertThat(run(input, output())).isEqualTo(2);
    assertThat(err.toString(UTF_8).lines()).containsExactly(message);
    assertThat(directory.resolve("out.png")).doesNotExist();
  }

  private String output() {
    return directory.resolve("out.png").toString();
  }

  private int run(String... arguments) {
    return Imaging.run(
        arguments, new PrintStream(out, true, UTF_8), new PrintStream(err, true, UTF_8));
  }

  private Path write(String name, byte[] bytes) throws IOException {
    return Files.write(directory.resolve(name), bytes);
  }

  /** A PNG that ends where its pixels would begin. */
  private static byte[] pngHeader(int width, int height) throws IOException {
    ByteArrayOutputStream header = new ByteArrayOutputStream();
    DataOutputStream data = new DataOutputStream(header);
    data.writeBytes("IHDR");
    data.writeInt(width);
    data.writeInt(height);
    data.write(new byte[] {8, 2, 0, 0, 0}); // 8 bits each of red, green and blue
    CRC32 crc = new CRC32();
    crc.update(header.toByteArray());

    ByteArrayOutputStream png = new ByteArrayOutputStream();
    data = new DataOutputStream(png);
    data.writeLong(0x89504e470d0a1a0aL);
    data.writeInt(header.size() - 4);
    data.write(header.toByteArray());
    data.writeInt((int) crc.getValue());
    data.writeInt(0); // of pixel data
    data.writeBytes("IDAT");
    return png.toByteArray();
  }
}

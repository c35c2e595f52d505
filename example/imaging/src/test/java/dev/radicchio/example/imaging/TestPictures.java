package dev.radicchio.example.imaging;

import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Random;
import javax.imageio.ImageIO;

/** Pictures whose every pixel is known. */
final class TestPictures {
  private TestPictures() {}

  static int[] noise(Size size, long seed) {
    Random random = new Random(seed);
    return random.ints(size.pixels(), 0, 1 << 24).toArray();
  }

  /** Soft in one direction, with hard edges in the other. */
  static int[] stripes(Size size) {
    int[] pixels = new int[(int) size.pixels()];
    for (int i = 0; i < pixels.length; i++) {
      int x = i % size.width();
      int y = i / size.width();
      int shade = 255 * y / size.height();
      pixels[i] = x / 7 % 2 == 0 ? shade << 16 | 0x2040 : 0x0a0000 | shade << 8 | (255 - shade);
    }
    return pixels;
  }

  static PictureFile file(int[] pixels, Size size) throws PictureException {
    return PictureFile.open("test.png", new ByteArrayInputStream(png(pixels, size)));
  }

  static byte[] png(int[] pixels, Size size) {
    BufferedImage image =
        new BufferedImage(size.width(), size.height(), BufferedImage.TYPE_INT_RGB);
    image.setRGB(0, 0, size.width(), size.height(), pixels, 0, size.width());
    return encoded(image, "png");
  }

  static byte[] encoded(BufferedImage image, String format) {
    try {
      ByteArrayOutputStream bytes = new ByteArrayOutputStream();
      ImageIO.write(image, format, bytes);
      return bytes.toByteArray();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}

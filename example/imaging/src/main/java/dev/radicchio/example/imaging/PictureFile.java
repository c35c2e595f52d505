package dev.radicchio.example.imaging;

import dev.radicchio.memory.Slice;
import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.image.BufferedImage;
import java.awt.image.DataBufferInt;
import java.io.IOException;
import java.io.InputStream;
import java.util.Iterator;
import javax.imageio.ImageIO;
import javax.imageio.ImageReader;
import javax.imageio.stream.MemoryCacheImageInputStream;

/** A picture whose size is known and whose pixels are still in its file. */
final class PictureFile {
  private static final int BAND_PIXELS = 1 << 18;

  private final String name;
  private final ImageReader reader;
  private final Size size;

  private PictureFile(String name, ImageReader reader, Size size) {
    this.name = name;
    this.reader = reader;
    this.size = size;
  }

  /**
   * Reads the size of a picture.
   *
   * @param name what messages call the picture
   * @param file remains the caller's to close, after {@link #decode}
   */
  static PictureFile open(String name, InputStream file) throws PictureException {
    try {
      MemoryCacheImageInputStream input = new MemoryCacheImageInputStream(file);
      Iterator<ImageReader> readers = ImageIO.getImageReaders(input);
      if (!readers.hasNext()) {
        throw new PictureException(
            "cannot read " + name + ": it is no PNG, JPEG or other picture that ImageIO reads");
      }
      ImageReader reader = readers.next();
      reader.setInput(input, /* seekForwardOnly= */ true, /* ignoreMetadata= */ true);
      return new PictureFile(name, reader, new Size(reader.getWidth(0), reader.getHeight(0)));
    } catch (IOException | RuntimeException e) { // readers throw all kinds at a broken file
      throw PictureException.unreadable(name, e);
    }
  }

  String name() {
    return name;
  }

  Size size() {
    return size;
  }

  /**
   * Writes the pixels row by row, as words {@code 0x??RRGGBB}. What is transparent becomes white.
   */
  void decode(Slice target) throws PictureException {
    BufferedImage decoded;
    try {
      decoded = reader.read(0);
    } catch (IOException | RuntimeException e) {
      throw PictureException.unreadable(name, e);
    } finally {
      reader.dispose();
    }

    // Java 2D converts from whatever the file's pixels are, one band of rows after another.
    int bandRows = Math.min(Math.max(BAND_PIXELS / size.width(), 1), size.height());
    BufferedImage band = new BufferedImage(size.width(), bandRows, BufferedImage.TYPE_INT_RGB);
    int[] pixels = ((DataBufferInt) band.getRaster().getDataBuffer()).getData();
    Graphics2D graphics = band.createGraphics();
    graphics.setBackground(Color.WHITE);
    for (int y = 0; y < size.height(); y += bandRows) {
      graphics.clearRect(0, 0, size.width(), bandRows);
      graphics.drawImage(decoded, 0, -y, null);
      int count = Math.min(bandRows, size.height() - y) * size.width();
      target
          .slice(y * size.width() * Integer.BYTES, count * Integer.BYTES)
          .asByteBuffer()
          .asIntBuffer()
          .put(pixels, 0, count);
    }
    graphics.dispose();
  }
}

package dev.radicchio.example.imaging;

import dev.radicchio.memory.Arena;
import dev.radicchio.memory.FlatMemory;
import dev.radicchio.memory.HeapException;
import dev.radicchio.memory.Slice;
import java.awt.image.BufferedImage;
import java.awt.image.DataBuffer;
import java.awt.image.DataBufferByte;
import java.awt.image.IndexColorModel;
import java.util.Locale;

/**
 * Takes a picture from its file to a few colours: decode, resize, sharpen, palette, dither. Java
 * writes the decoded pixels into the program's memory and reads the palette and its indices out of
 * it. In between the modules pass addresses.
 */
final class Pipeline {
  static final int LONGEST_SIDE = 512;
  static final int SHARPEN_RADIUS = 2;
  static final int SHARPEN_AMOUNT = 192;
  static final int COLOURS = 32;

  /** More than all but the decoded picture takes, most of it three buffers of 1 MiB. */
  private static final long WORK_BYTES = 8 << 20;

  private final FilterChain program;
  private final StageLog log;

  Pipeline(FilterChain program, StageLog log) {
    this.program = program;
    this.log = log;
  }

  /** Throws if the program's memory could not hold the picture, however far it grows. */
  static void requireRoomFor(PictureFile picture) throws PictureException {
    long pages = FilterChain.MAX_PAGES - FilterChainLayout.INITIAL_PAGES;
    long bytes = pages * FlatMemory.PAGE_BYTES - WORK_BYTES;
    if (picture.size().pixels() > bytes / Integer.BYTES) {
      throw new PictureException(
          String.format(
              Locale.ROOT,
              "%s is too large: its %s pixels take %.1f MiB, and the program's memory has %.1f MiB"
                  + " for them",
              picture.name(),
              picture.size(),
              picture.size().pixels() * Integer.BYTES / 1048576.0,
              bytes / 1048576.0));
    }
  }

  /** Returns the picture with at most {@link #COLOURS} colours, each pixel an index of one. */
  BufferedImage run(PictureFile picture) throws PictureException {
    requireRoomFor(picture);
    Size size = picture.size().fitInto(LONGEST_SIDE);
    try (Arena arena = program.heap().arena()) {
      Buffer resized = allocate(arena, size, Integer.BYTES);
      Buffer sharpened = allocate(arena, size, Integer.BYTES);
      Buffer indices = allocate(arena, size, Byte.BYTES);
      try (Arena large = program.heap().arena()) {
        Buffer decoded = allocate(large, picture.size(), Integer.BYTES);
        picture.decode(decoded.bytes());
        log.finished("decode", picture.size() + " pixels");
        resize(decoded, resized);
        log.finished("resize", "to " + size + " pixels");
      }
      sharpen(resized, sharpened);
      log.finished("sharpen", "radius " + SHARPEN_RADIUS);
      int colours = program.palette().build(sharpened.address(), (int) size.pixels(), COLOURS);
      log.finished("palette", colours + " colours");
      dither(sharpened, indices);
      log.finished("dither", "Floyd-Steinberg");
      return indexed(indices, colours);
    } catch (HeapException e) {
      throw new PictureException("the program's memory is full: " + e.getMessage());
    }
  }

  private void resize(Buffer source, Buffer target) {
    program
        .resize()
        .resize(
            source.address(),
            source.size().width(),
            source.size().height(),
            target.address(),
            target.size().width(),
            target.size().height());
  }

  private void sharpen(Buffer source, Buffer target) {
    Size size = source.size();
    program
        .sharpen()
        .sharpen(
            source.address(),
            target.address(),
            size.width(),
            size.height(),
            SHARPEN_RADIUS,
            SHARPEN_AMOUNT);
  }

  private void dither(Buffer source, Buffer indices) {
    Palette palette = program.palette();
    Size size = source.size();
    program
        .dither()
        .dither(
            source.address(),
            indices.address(),
            size.width(),
            size.height(),
            palette.colours(),
            palette.matcher());
  }

  private BufferedImage indexed(Buffer indices, int colours) {
    int[] rgb = new int[colours];
    program
        .memory()
        .view(program.palette().colours(), colours * Integer.BYTES)
        .asIntBuffer()
        .get(rgb);
    IndexColorModel palette =
        new IndexColorModel(8, colours, rgb, 0, /* hasalpha= */ false, -1, DataBuffer.TYPE_BYTE);
    Size size = indices.size();
    BufferedImage image =
        new BufferedImage(size.width(), size.height(), BufferedImage.TYPE_BYTE_INDEXED, palette);
    byte[] pixels = ((DataBufferByte) image.getRaster().getDataBuffer()).getData();
    indices.bytes().read(0, pixels, 0, pixels.length);
    return image;
  }

  private static Buffer allocate(Arena arena, Size size, int pixelBytes) {
    return new Buffer(arena.allocate(Math.toIntExact(size.pixels() * pixelBytes)), size);
  }

  /** Memory for a picture. */
  private record Buffer(Slice bytes, Size size) {
    int address() {
      return bytes.address();
    }
  }
}

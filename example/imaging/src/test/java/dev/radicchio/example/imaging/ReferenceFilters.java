package dev.radicchio.example.imaging;

import java.util.ArrayList;
import java.util.List;
import java.util.function.ToIntFunction;

/**
 * What the guests are to compute, written for clarity and not for speed: each function looks at one
 * channel, pixel or colour at a time.
 */
final class ReferenceFilters {
  private static final int[] CHANNELS = {16, 8, 0};

  private static final int[][] BINOMIAL = {
    {}, {1, 2, 1}, {1, 4, 6, 4, 1}, {1, 6, 15, 20, 15, 6, 1},
  };

  private ReferenceFilters() {}

  static int[] resize(int[] source, Size from, Size to) {
    int[] target = new int[(int) to.pixels()];
    for (int y = 0; y < to.height(); y++) {
      for (int x = 0; x < to.width(); x++) {
        for (int channel : CHANNELS) {
          long sum = 0;
          for (int row = 0; row < from.height(); row++) {
            long rowWeight = overlap(row, from.height(), y, to.height());
            for (int column = 0; rowWeight > 0 && column < from.width(); column++) {
              long weight = rowWeight * overlap(column, from.width(), x, to.width());
              sum += weight * channel(source[row * from.width() + column], channel);
            }
          }
          target[y * to.width() + x] |= (int) roundedMean(sum, from.pixels()) << channel;
        }
      }
    }
    return target;
  }

  /** How much of a source pixel a target pixel covers, if both axes are from * to long. */
  private static long overlap(int sourceIndex, int from, int targetIndex, int to) {
    long start = Math.max((long) sourceIndex * to, (long) targetIndex * from);
    long end = Math.min((sourceIndex + 1L) * to, (targetIndex + 1L) * from);
    return Math.max(0, end - start);
  }

  static int[] sharpen(int[] source, Size size, int radius, int amount) {
    int[] target = new int[source.length];
    for (int y = 0; y < size.height(); y++) {
      for (int x = 0; x < size.width(); x++) {
        int index = y * size.width() + x;
        for (int channel : CHANNELS) {
          int own = channel(source[index], channel);
          int detail = own - blurred(source, size, x, y, channel, BINOMIAL[radius]);
          int value = own + Math.floorDiv(detail * amount + 128, 256);
          target[index] |= clamp(value) << channel;
        }
      }
    }
    return target;
  }

  private static int blurred(int[] source, Size size, int x, int y, int channel, int[] kernel) {
    int radius = kernel.length / 2;
    long sum = 0;
    long total = 0;
    for (int i = 0; i < kernel.length; i++) {
      for (int j = 0; j < kernel.length; j++) {
        int row = Math.min(Math.max(y + i - radius, 0), size.height() - 1);
        int column = Math.min(Math.max(x + j - radius, 0), size.width() - 1);
        int weight = kernel[i] * kernel[j];
        sum += (long) weight * channel(source[row * size.width() + column], channel);
        total += weight;
      }
    }
    return (int) roundedMean(sum, total);
  }

  static int[] palette(int[] pixels, int wanted) {
    List<ColourBox> boxes = new ArrayList<>();
    List<Integer> all = new ArrayList<>();
    for (int pixel : pixels) {
      all.add(pixel);
    }
    boxes.add(new ColourBox(all));
    while (boxes.size() < wanted) {
      int heaviest = 0;
      for (int i = 1; i < boxes.size(); i++) {
        if (boxes.get(i).weight() > boxes.get(heaviest).weight()) {
          heaviest = i;
        }
      }
      if (boxes.get(heaviest).weight() == 0) {
        break;
      }
      boxes.addAll(boxes.remove(heaviest).cut());
    }
    return boxes.stream().mapToInt(ColourBox::mean).toArray();
  }

  static int nearest(int[] palette, int rgb) {
    int nearest = 0;
    for (int i = 1; i < palette.length; i++) {
      if (distance(palette[i], rgb) < distance(palette[nearest], rgb)) {
        nearest = i;
      }
    }
    return nearest;
  }

  /** The distance of a colour to the middle of all colours that agree with rgb in 5 bits. */
  private static int distance(int colour, int rgb) {
    int distance = 0;
    for (int channel : CHANNELS) {
      int difference = channel(colour, channel) - (channel(rgb, channel) / 8 * 8 + 4);
      distance += difference * difference;
    }
    return distance;
  }

  static byte[] dither(int[] pixels, Size size, int[] palette) {
    byte[] indices = new byte[pixels.length];
    int[][] sixteenths = new int[pixels.length][3];
    for (int y = 0; y < size.height(); y++) {
      int step = y % 2 == 0 ? 1 : -1;
      for (int i = 0; i < size.width(); i++) {
        int x = step > 0 ? i : size.width() - 1 - i;
        int index = y * size.width() + x;
        int wanted = 0;
        for (int c = 0; c < 3; c++) {
          int error = Math.floorDiv(sixteenths[index][c] + 8, 16);
          wanted |= clamp(channel(pixels[index], CHANNELS[c]) + error) << CHANNELS[c];
        }
        indices[index] = (byte) nearest(palette, wanted);
        for (int c = 0; c < 3; c++) {
          int colour = palette[indices[index] & 0xff];
          int error = channel(wanted, CHANNELS[c]) - channel(colour, CHANNELS[c]);
          spread(sixteenths, size, x + step, y, c, 7 * error);
          spread(sixteenths, size, x - step, y + 1, c, 3 * error);
          spread(sixteenths, size, x, y + 1, c, 5 * error);
          spread(sixteenths, size, x + step, y + 1, c, error);
        }
      }
    }
    return indices;
  }

  private static void spread(int[][] sixteenths, Size size, int x, int y, int c, int error) {
    if (x >= 0 && x < size.width() && y < size.height()) {
      sixteenths[y * size.width() + x][c] += error;
    }
  }

  private static int channel(int pixel, int shift) {
    return pixel >> shift & 0xff;
  }

  private static int clamp(int value) {
    return Math.min(Math.max(value, 0), 255);
  }

  private static long roundedMean(long sum, long count) {
    return (sum + count / 2) / count;
  }

  /** Pixels that will share one colour. */
  private record ColourBox(List<Integer> pixels) {
    private static final List<ToIntFunction<Integer>> AXES =
        List.of(
            pixel -> channel(pixel, 8) / 8,
            pixel -> channel(pixel, 16) / 8,
            pixel -> channel(pixel, 0) / 8);

    private int low(ToIntFunction<Integer> axis) {
      return pixels.stream().mapToInt(axis).min().orElseThrow();
    }

    private int high(ToIntFunction<Integer> axis) {
      return pixels.stream().mapToInt(axis).max().orElseThrow();
    }

    private int length(ToIntFunction<Integer> axis) {
      return high(axis) - low(axis);
    }

    private ToIntFunction<Integer> longestAxis() {
      ToIntFunction<Integer> longest = AXES.get(0);
      for (ToIntFunction<Integer> axis : AXES) {
        longest = length(axis) > length(longest) ? axis : longest;
      }
      return longest;
    }

    long weight() {
      return (long) pixels.size() * length(longestAxis());
    }

    List<ColourBox> cut() {
      ToIntFunction<Integer> axis = longestAxis();
      for (int limit = low(axis); ; limit++) {
        List<Integer> lower = new ArrayList<>();
        List<Integer> upper = new ArrayList<>();
        for (int pixel : pixels) {
          (axis.applyAsInt(pixel) <= limit ? lower : upper).add(pixel);
        }
        if (lower.size() >= pixels.size() / 2 || limit + 1 == high(axis)) {
          return List.of(new ColourBox(lower), new ColourBox(upper));
        }
      }
    }

    int mean() {
      int mean = 0;
      for (int channel : CHANNELS) {
        long sum = pixels.stream().mapToLong(pixel -> channel(pixel, channel)).sum();
        mean |= (int) roundedMean(sum, pixels.size()) << channel;
      }
      return mean;
    }
  }
}

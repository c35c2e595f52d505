package dev.radicchio.example.imaging;

/** A picture's size in pixels; neither side is 0. */
record Size(int width, int height) {
  Size {
    if (width < 1 || height < 1) {
      throw new IllegalArgumentException(width + " x " + height + " is not a size");
    }
  }

  long pixels() {
    return (long) width * height;
  }

  /** Returns the size in the same proportions whose longer side is at most {@code longest}. */
  Size fitInto(int longest) {
    int longer = Math.max(width, height);
    return longer <= longest
        ? this
        : new Size(scale(width, longest, longer), scale(height, longest, longer));
  }

  private static int scale(int side, int numerator, int denominator) {
    return (int) Math.max(1, ((long) side * numerator + denominator / 2) / denominator);
  }

  @Override
  public String toString() {
    return width + " x " + height;
  }
}

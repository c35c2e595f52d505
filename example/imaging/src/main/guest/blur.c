// Blurs one row of pixels. Kernel, rows and scratch memory are the caller's. With neither statics
// nor a stack of its own, this module has nothing that would need relocation.

#include <stdint.h>

// Red, green and blue of a pixel in three lanes of 21 bits, so that one multiplication and one
// addition serve all three. No lane overflows: the largest sum is 255 times both kernels' totals.
static uint64_t spread(uint32_t pixel) {
  const uint64_t red = pixel >> 16 & 0xff;
  const uint64_t green = pixel >> 8 & 0xff;
  const uint64_t blue = pixel & 0xff;
  return red << 42 | green << 21 | blue;
}

static uint32_t gather(uint64_t lanes) {
  return (lanes >> 42 & 0xff) << 16 | (lanes >> 21 & 0xff) << 8 | (lanes & 0xff);
}

// rows[0] to rows[2 * radius] are the rows around the wanted one, and columns is scratch memory for
// width words. The kernel's 2 * radius + 1 weights add up to 1 << shift, with shift at most 6.
__attribute__((export_name("blur_row"))) void blur_row(
    const uint32_t *const *rows, uint32_t *target, int32_t width, const uint16_t *kernel,
    int32_t radius, int32_t shift, uint64_t *columns) {
  const int32_t taps = 2 * radius + 1;
  for (int32_t x = 0; x < width; x++) {
    columns[x] = spread(rows[0][x]) * kernel[0];
  }
  for (int32_t tap = 1; tap < taps; tap++) {
    const uint32_t *row = rows[tap];
    const uint64_t weight = kernel[tap];
    for (int32_t x = 0; x < width; x++) {
      columns[x] += spread(row[x]) * weight;
    }
  }

  const int32_t bits = 2 * shift;
  const uint64_t half = spread(0x010101) << bits >> 1;
  for (int32_t x = 0; x < width; x++) {
    uint64_t sum = half;
    for (int32_t tap = 0; tap < taps; tap++) {
      int32_t from = x + tap - radius;
      from = from < 0 ? 0 : from < width ? from : width - 1;
      sum += columns[from] * kernel[tap];
    }
    target[x] = gather(sum >> bits);
  }
}

// Unsharp mask: adds to each pixel a share of what sets it apart from its blurred surroundings.

#include <stddef.h>
#include <stdint.h>

#include "heap.h"

// Linked by name alone: whichever module of the program exports it.
void blur_row(const uint32_t *const *rows, uint32_t *target, int32_t width, const uint16_t *kernel,
              int32_t radius, int32_t shift, uint64_t *columns);

enum { MAX_RADIUS = 3 };

// Rows of Pascal's triangle, close to a Gaussian. The row of radius r adds up to 1 << 2 * r.
static const uint16_t binomial1[] = {1, 2, 1};
static const uint16_t binomial2[] = {1, 4, 6, 4, 1};
static const uint16_t binomial3[] = {1, 6, 15, 20, 15, 6, 1};
static const uint16_t *const kernels[MAX_RADIUS + 1] = {NULL, binomial1, binomial2, binomial3};

static uint32_t channel(uint32_t pixel, uint32_t blurred, int32_t shift, int32_t amount) {
  const int32_t own = pixel >> shift & 0xff;
  const int32_t detail = own - (int32_t)(blurred >> shift & 0xff);
  const int32_t value = own + ((detail * amount + 128) >> 8);
  return (uint32_t)(value < 0 ? 0 : value > 255 ? 255 : value) << shift;
}

// Pixels are words 0x??RRGGBB. The amount is in 1/256, the radius 1 to 3.
__attribute__((export_name("sharpen"))) void sharpen(
    const uint32_t *source, uint32_t *target, int32_t width, int32_t height, int32_t radius,
    int32_t amount) {
  uint64_t *columns = malloc(width * sizeof(uint64_t));
  uint32_t *blurred = malloc(width * sizeof(uint32_t));

  const uint32_t *rows[2 * MAX_RADIUS + 1];
  for (int32_t y = 0; y < height; y++) {
    for (int32_t tap = 0; tap <= 2 * radius; tap++) {
      int32_t row = y + tap - radius;
      row = row < 0 ? 0 : row < height ? row : height - 1;
      rows[tap] = source + row * width;
    }
    blur_row(rows, blurred, width, kernels[radius], radius, 2 * radius, columns);

    const uint32_t *from = source + y * width;
    uint32_t *to = target + y * width;
    for (int32_t x = 0; x < width; x++) {
      to[x] = channel(from[x], blurred[x], 16, amount) | channel(from[x], blurred[x], 8, amount) |
              channel(from[x], blurred[x], 0, amount);
    }
  }

  free(blurred);
  free(columns);
}

// Floyd-Steinberg dithering: each pixel gets the palette's nearest colour, and what that colour is
// off by goes to the neighbours that have none yet, in sixteenths: 7 ahead, then 3, 5 and 1 below.
// Every second row runs from right to left, which keeps the error from drifting to one side.

#include <stdint.h>

#include "heap.h"

// Returns the index of the palette's colour nearest to 0x00RRGGBB.
typedef uint32_t nearest_colour(uint32_t rgb);

struct error {
  int32_t red, green, blue;
};

static void add(struct error *sum, struct error error, int32_t sixteenths) {
  sum->red += error.red * sixteenths;
  sum->green += error.green * sixteenths;
  sum->blue += error.blue * sixteenths;
}

static int32_t corrected(uint32_t channel, int32_t sixteenths) {
  const int32_t value = (int32_t)channel + ((sixteenths + 8) >> 4);
  return value < 0 ? 0 : value > 255 ? 255 : value;
}

// Writes one palette index a pixel.
__attribute__((export_name("dither"))) void dither(
    const uint32_t *pixels, uint8_t *indices, int32_t width, int32_t height,
    const uint32_t *palette, nearest_colour *nearest) {
  // A place more on either side spares the loop the question of whether there is a neighbour.
  const int32_t row_length = width + 2;
  struct error *const rows = malloc(2 * row_length * sizeof(struct error));
  struct error *here = rows;
  struct error *below = rows + row_length;
  for (int32_t i = 0; i < 2 * row_length; i++) {
    rows[i] = (struct error){0};
  }

  for (int32_t y = 0; y < height; y++) {
    const int32_t step = y & 1 ? -1 : 1;
    int32_t x = y & 1 ? width - 1 : 0;
    for (int32_t left = width; left > 0; left--, x += step) {
      const uint32_t pixel = pixels[x];
      const struct error *sum = here + x + 1;
      const int32_t red = corrected(pixel >> 16 & 0xff, sum->red);
      const int32_t green = corrected(pixel >> 8 & 0xff, sum->green);
      const int32_t blue = corrected(pixel & 0xff, sum->blue);

      const uint32_t index = nearest(red << 16 | green << 8 | blue);
      indices[x] = index;

      const uint32_t colour = palette[index];
      const struct error error = {
          red - (int32_t)(colour >> 16 & 0xff),
          green - (int32_t)(colour >> 8 & 0xff),
          blue - (int32_t)(colour & 0xff),
      };
      add(here + x + 1 + step, error, 7);
      add(below + x + 1 - step, error, 3);
      add(below + x + 1, error, 5);
      add(below + x + 1 + step, error, 1);
    }

    struct error *const done = here;
    for (int32_t i = 0; i < row_length; i++) {
      done[i] = (struct error){0};
    }
    here = below;
    below = done;
    pixels += width;
    indices += width;
  }

  free(rows);
}

// The Mandelbrot set.

#include <stdint.h>

enum { WIDTH = 192, HEIGHT = 128, MOST = 100 };

static uint8_t image[HEIGHT][WIDTH];

// Draws it. Returns a number that depends on all pixels.
__attribute__((export_name("run"))) uint32_t run(void) {
  for (int y = 0; y < HEIGHT; y++) {
    for (int x = 0; x < WIDTH; x++) {
      const double real = x * 3.0 / WIDTH - 2;
      const double imaginary = y * 2.0 / HEIGHT - 1;
      double r = 0;
      double i = 0;
      int iterations = 0;
      while (iterations < MOST && r * r + i * i < 4) {
        const double next = r * r - i * i + real;
        i = 2 * r * i + imaginary;
        r = next;
        iterations++;
      }
      image[y][x] = (uint8_t)iterations;
    }
  }
  uint32_t sum = 0;
  for (int y = 0; y < HEIGHT; y++) {
    for (int x = 0; x < WIDTH; x++) {
      sum = sum * 31 + image[y][x];
    }
  }
  return sum;
}

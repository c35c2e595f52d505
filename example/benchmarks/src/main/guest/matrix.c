// Multiplication of matrices.

#include <stdint.h>

enum { SIZE = 64 };

static double a[SIZE][SIZE];
static double b[SIZE][SIZE];
static double product[SIZE][SIZE];

// The sum of the elements of a product, each weighted with its place: of integers, hence exact.
__attribute__((export_name("run"))) uint32_t run(void) {
  for (int i = 0; i < SIZE; i++) {
    for (int j = 0; j < SIZE; j++) {
      a[i][j] = (i * 7 + j * 3) % 11;
      b[i][j] = (i * 5 + j * 13) % 17;
    }
  }
  for (int i = 0; i < SIZE; i++) {
    for (int j = 0; j < SIZE; j++) {
      double sum = 0;
      for (int k = 0; k < SIZE; k++) {
        sum += a[i][k] * b[k][j];
      }
      product[i][j] = sum;
    }
  }
  uint32_t sum = 0;
  for (int i = 0; i < SIZE; i++) {
    for (int j = 0; j < SIZE; j++) {
      sum = sum * 31 + (uint32_t)product[i][j];
    }
  }
  return sum;
}

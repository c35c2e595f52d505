// Quicksort, with insertion sort for short runs.

#include <stdint.h>

enum { LENGTH = 20000, SHORT = 12 };

static int32_t numbers[LENGTH];

static void insertion_sort(int32_t *low, int32_t *high) {
  for (int32_t *next = low + 1; next <= high; next++) {
    const int32_t number = *next;
    int32_t *place = next;
    for (; place > low && place[-1] > number; place--) {
      *place = place[-1];
    }
    *place = number;
  }
}

static void sort(int32_t *low, int32_t *high) {
  while (high - low >= SHORT) {
    const int32_t pivot = low[(high - low) / 2];
    int32_t *i = low;
    int32_t *j = high;
    while (i <= j) {
      while (*i < pivot) {
        i++;
      }
      while (*j > pivot) {
        j--;
      }
      if (i <= j) {
        const int32_t number = *i;
        *i++ = *j;
        *j-- = number;
      }
    }
    // The shorter part first, so that the stack stays small.
    if (j - low < high - i) {
      sort(low, j);
      low = i;
    } else {
      sort(i, high);
      high = j;
    }
  }
  insertion_sort(low, high);
}

// Sorts random numbers. Returns a number that depends on where each is then.
__attribute__((export_name("run"))) uint32_t run(void) {
  uint32_t random = 1;
  for (int i = 0; i < LENGTH; i++) {
    random = random * 1664525 + 1013904223;
    numbers[i] = (int32_t)random;
  }
  sort(numbers, numbers + LENGTH - 1);
  uint32_t sum = 0;
  for (int i = 0; i < LENGTH; i++) {
    sum = sum * 31 + (uint32_t)numbers[i];
  }
  return sum;
}

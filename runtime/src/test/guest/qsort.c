// The C library's qsort with a comparator of the caller's.
#include <stdlib.h>

__attribute__((export_name("sort"))) void sort(
    int *numbers, int count, int (*compare)(const void *, const void *)) {
  qsort(numbers, (size_t)count, sizeof *numbers, compare);
}

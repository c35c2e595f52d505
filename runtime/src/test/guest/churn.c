// wasi-libc's allocator, to be used beside others.
#include <stdlib.h>

// Data that shows where the module was linked to.
static volatile int calls = 1;

__attribute__((export_name("take"))) void *take(size_t size) {
  calls++;
  return malloc(size);
}
__attribute__((export_name("give"))) void give(void *block, size_t size) { free(block); }

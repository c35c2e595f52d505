#include "heap.h"
#include "text.h"

// Returns a new text, which the caller frees.
__attribute__((export_name("repeat"))) uint64_t repeat(
    const char *bytes, uint32_t length, uint32_t times) {
  char *repeated = malloc(length * times);
  for (uint32_t i = 0; i < times; i++) {
    __builtin_memcpy(repeated + i * length, bytes, length);
  }
  return text(repeated, length * times);
}

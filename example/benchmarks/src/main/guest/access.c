// Loads and stores of one size and one order each, a function for each of them.

#include <stdint.h>

enum { BYTES = 1 << 16 };

static union {
  uint8_t of1[BYTES];
  uint32_t of4[BYTES / 4];
  uint64_t of8[BYTES / 8];
} memory;

// Any element as likely as any other: the high bits of a linear congruential generator.
static uint32_t next(uint32_t random) { return random * 1664525 + 1013904223; }

#define EXPORT(name) __attribute__((export_name(#name)))

// The loads are summed up, so that none can be left out, and the loops are as the compiler finds
// them: one access in each round of each.
#define ACCESS(size, type, log2_length)                                                            \
  EXPORT(load_sequential_##size) uint64_t load_sequential_##size(int count) {                      \
    uint64_t sum = 0;                                                                              \
    _Pragma("clang loop unroll(disable)") for (int i = 0; i < count; i++) {                        \
      sum += memory.of##size[i & ((1 << log2_length) - 1)];                                        \
    }                                                                                              \
    return sum;                                                                                    \
  }                                                                                                \
  EXPORT(load_random_##size) uint64_t load_random_##size(int count) {                              \
    uint64_t sum = 0;                                                                              \
    uint32_t random = 1;                                                                           \
    _Pragma("clang loop unroll(disable)") for (int i = 0; i < count; i++) {                        \
      random = next(random);                                                                       \
      sum += memory.of##size[random >> (32 - log2_length)];                                        \
    }                                                                                              \
    return sum;                                                                                    \
  }                                                                                                \
  EXPORT(store_sequential_##size) void store_sequential_##size(int count) {                        \
    _Pragma("clang loop unroll(disable)") for (int i = 0; i < count; i++) {                        \
      memory.of##size[i & ((1 << log2_length) - 1)] = (type)i;                                     \
    }                                                                                              \
  }                                                                                                \
  EXPORT(store_random_##size) void store_random_##size(int count) {                                \
    uint32_t random = 1;                                                                           \
    _Pragma("clang loop unroll(disable)") for (int i = 0; i < count; i++) {                        \
      random = next(random);                                                                       \
      memory.of##size[random >> (32 - log2_length)] = (type)i;                                     \
    }                                                                                              \
  }

ACCESS(1, uint8_t, 16)
ACCESS(4, uint32_t, 14)
ACCESS(8, uint64_t, 13)

// Three stages of a pipeline over a buffer, one pass each. Whoever calls them has the buffer.

#include <stdint.h>

#define EXPORT(name) __attribute__((export_name(#name)))

// Fills it with numbers.
EXPORT(produce) void produce(uint64_t *words, int count) {
  uint64_t number = 1;
  for (int i = 0; i < count; i++) {
    number = number * 6364136223846793005 + 1442695040888963407;
    words[i] = number;
  }
}

// Changes them where they are.
EXPORT(change) void change(uint64_t *words, int count) {
  for (int i = 0; i < count; i++) {
    words[i] = words[i] << 7 ^ words[i] >> 9;
  }
}

// Sums them up.
EXPORT(consume) uint64_t consume(const uint64_t *words, int count) {
  uint64_t sum = 0;
  for (int i = 0; i < count; i++) {
    sum += words[i];
  }
  return sum;
}

// All that a module does that is handed the buffer: it looks whether it is there.
EXPORT(receive) uint64_t receive(const uint64_t *words, int count) {
  return words[0] ^ words[count - 1];
}

// The sieve of Eratosthenes.

#include <stdint.h>

enum { LIMIT = 1 << 16 };

static uint8_t composite[LIMIT];

// How many primes there are below LIMIT.
__attribute__((export_name("run"))) uint32_t run(void) {
  __builtin_memset(composite, 0, sizeof composite);
  uint32_t primes = 0;
  for (uint32_t i = 2; i < LIMIT; i++) {
    if (composite[i]) {
      continue;
    }
    primes++;
    for (uint32_t j = i * 2; j < LIMIT; j += i) {
      composite[j] = 1;
    }
  }
  return primes;
}

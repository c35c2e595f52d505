// The allocations of AllocationTrace.java, made by a guest.

#include <stddef.h>
#include <stdint.h>

enum { SLOTS = 1024 };

void *malloc(size_t size);
void free(void *block);

static void *slots[SLOTS];

static uint32_t next(uint32_t random) { return random * 1664525 + 1013904223; }

// One block in 32 is large.
static size_t size_from(uint32_t random) {
  const uint32_t number = random >> 8 & 0xffff;
  return random >> 27 == 0 ? number + 1 : 16 + number % 497;
}

// Allocates or frees so many times, then frees what is left. Returns how many blocks there were.
__attribute__((export_name("run"))) int run(int operations) {
  uint32_t random = 1;
  int blocks = 0;
  for (int i = 0; i < operations; i++) {
    random = next(random);
    void **slot = &slots[random >> 22];
    if (*slot != NULL) {
      free(*slot);
      *slot = NULL;
    } else {
      random = next(random);
      *slot = malloc(size_from(random));
      blocks++;
    }
  }
  for (int i = 0; i < SLOTS; i++) {
    free(slots[i]);
    slots[i] = NULL;
  }
  return blocks;
}

// The same call in a hot loop, of a function of this module and of one of another.

#include <stdint.h>

// callee.c has it.
uint32_t gray(uint32_t number);

// The same function, here.
static __attribute__((noinline)) uint32_t own_gray(uint32_t number) { return number ^ number >> 1; }

__attribute__((export_name("inner"))) uint32_t inner(uint32_t number, int calls) {
  for (int i = 0; i < calls; i++) {
    number = own_gray(number);
  }
  return number;
}

__attribute__((export_name("cross"))) uint32_t cross(uint32_t number, int calls) {
  for (int i = 0; i < calls; i++) {
    number = gray(number);
  }
  return number;
}

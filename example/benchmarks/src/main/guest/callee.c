// What another instance calls, in hot loops.

#include <stdint.h>

// Two instructions, so that it is the call that counts: a number's Gray code.
__attribute__((export_name("gray"))) uint32_t gray(uint32_t number) { return number ^ number >> 1; }

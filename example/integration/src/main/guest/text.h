// A text as a result: the address of its bytes in the high half, their number in the low one.

#pragma once

#include <stdint.h>

static inline uint64_t text(const char *bytes, uint32_t length) {
  return (uint64_t)(uintptr_t)bytes << 32 | length;
}

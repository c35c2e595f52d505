#pragma once

#include <stdint.h>

struct point {
  int64_t value;
};

#pragma once

#include <stdint.h>

struct node {
  int64_t value;
  struct node *next;
};

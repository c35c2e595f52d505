#include "point.h"

__attribute__((export_name("getValue"))) int64_t get_value(const struct point *point) {
  return point->value;
}

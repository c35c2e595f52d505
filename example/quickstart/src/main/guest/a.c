#include <stdint.h>

__attribute__((export_name("getValue"))) int64_t get_value(const int64_t *object) {
  return *object;
}

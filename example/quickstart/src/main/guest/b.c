#include "point.h"

// The factor stands behind a pointer in static data, which is right only if the linker relocated
// it. Volatile, or the compiler would look through the pointer.
static const int64_t two = 2;
static const int64_t *volatile factor = &two;

// Exported under a name that neither C nor Java accepts for a function.
__attribute__((export_name("double"))) void twice(struct point *point) {
  point->value *= *factor;
}

// Built once for each part, whose name is PART.
#include "singleton.h"
#define JOIN(a, b) a##_##b
#define NAMED(part, name) JOIN(part, name)
EXPORT int NAMED(PART, add)(int value) {
  counter++;
  Cache<int>::hits++;
  return Registry::instance().add(value);
}
EXPORT const void *NAMED(PART, address)(int which) {
  const void *all[] = {&Registry::instance(), &counter, &Cache<int>::hits, (const void *)twice};
  return all[which];
}
EXPORT int NAMED(PART, state)() { return Registry::instance().entries * 10000 + counter * 100 + Cache<int>::hits; }

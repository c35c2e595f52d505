#include "vague.h"
extern "C" int one_bump();
extern "C" int one_register(int);
extern "C" const void *one_address(int);
extern "C" int one_late();
extern "C" int one_early();
extern "C" int one_thread();

EXPORT int total_hits() {
  one_bump();
  one_bump();
  return hits;
}
EXPORT int total_registered() {
  one_register(1);
  one_register(10);
  return registry();
}
// A bit for each that has one address.
EXPORT int same() {
  const void *all[] = {&hits, &registry(), (const void *)helper, &Id<long>::tag, &late(), &early, &per_thread, answers, functions};
  int bits = 0;
  for (int i = 0; i < 9; i++) bits |= (all[i] == one_address(i)) << i;
  return bits;
}
EXPORT int constructed() { return Counted::constructed * 100 + (late().number == one_late()) * 10 + (early.number == one_early()); }
EXPORT int threads() { return one_thread() * 100 + per_thread; }
EXPORT int through_pointers(int x) { return functions[0](x) + 10 * answers[1]; }

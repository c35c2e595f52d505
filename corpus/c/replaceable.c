// Weak functions with state, which a library both defines and imports: each instance must call its own.
#define EXPORT(name) __attribute__((visibility("default"), export_name(#name)))

static int bumps;
__attribute__((weak, visibility("default"))) int bump(void) { return ++bumps; }
__attribute__((weak, visibility("default"))) int limit = 40;

EXPORT(call_bump) int call_bump(void) { return bump(); }
EXPORT(address_calls) int address_calls(void) {
  int (*volatile pointer)(void) = bump;
  return pointer();
}
EXPORT(over_limit) int over_limit(int by) {
  limit += by;
  return bumps > limit;
}
EXPORT(limit_now) int limit_now(void) { return limit; }

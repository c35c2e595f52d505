// Its constructor needs that of log.c to have run before.
#define EXPORT(name) __attribute__((export_name(#name)))
void append(int value);
static int constructed = 10;

__attribute__((constructor)) static void construct(void) {
  constructed *= 2;
  append(constructed);
}
EXPORT(times_constructed) int times_constructed(void) { return constructed; }

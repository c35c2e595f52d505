// Hands out what is between __heap_base and __heap_end, and no more.
#define EXPORT(name) __attribute__((export_name(name)))

extern char __heap_base, __heap_end;

static char *next;

EXPORT("take") void *take(unsigned long size) {
  if (!next) next = &__heap_base;
  if (size > (unsigned long)(&__heap_end - next)) return 0;
  char *taken = next;
  next += size;
  return taken;
}
EXPORT("first") void *first(void) { return &__heap_base; }
EXPORT("end") void *end(void) { return &__heap_end; }

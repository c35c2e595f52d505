// Hands out the memory between __heap_base and the end of the memory.
#define EXPORT(name) __attribute__((export_name(#name)))
extern char __heap_base;
static char *next = &__heap_base;
EXPORT(allocate) char *allocate(unsigned long size) {
  char *end = (char *)(__builtin_wasm_memory_size(0) * 65536);
  if (size > (unsigned long)(end - next)) return 0;
  char *at = next;
  next += size;
  return at;
}

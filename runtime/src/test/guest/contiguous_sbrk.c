// An allocator whose functions are named as wasi-libc's are, and that assumes that memory grows where its heap ends.
extern char __heap_base;
static char *end = &__heap_base;

__attribute__((noinline)) void *sbrk(long increment) {
  char *old = end;
  end += increment;
  while (end > (char *)(__builtin_wasm_memory_size(0) * 65536))
    if (__builtin_wasm_memory_grow(0, 1) == (unsigned long)-1) return (void *)-1;
  return old;
}
__attribute__((noinline)) void *dlmalloc(long size) { return sbrk((size + 15) & -16); }

__attribute__((export_name("take"))) void *take(long size) { return dlmalloc(size); }

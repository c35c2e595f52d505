// One of Emscripten's allocators, linked without Emscripten; and functions around it that keep sizes in front of blocks
// (WRAPPED), or code that asks it for more than C has (ASKS).
typedef unsigned long size_t;

#define EXPORT(name) __attribute__((export_name(name)))
#define PAGE 65536

void *malloc(size_t size);
void free(void *block);
void *realloc(void *block, size_t size);

int emscripten_resize_heap(size_t bytes) {
  size_t pages = (bytes + PAGE - 1) / PAGE, had = __builtin_wasm_memory_size(0);
  return pages <= had || __builtin_wasm_memory_grow(0, pages - had) != (size_t)-1;
}
void *emscripten_memcpy_big(char *to, const char *from, size_t bytes) {
  for (size_t i = 0; i < bytes; i++) ((volatile char *)to)[i] = from[i];
  return to;
}

#ifdef WRAPPED
void *emscripten_builtin_malloc(size_t size);
void emscripten_builtin_free(void *block);

__attribute__((noinline)) void *malloc(size_t size) {
  size_t *header = emscripten_builtin_malloc(size + 16);
  *header = size;
  return header + 4;
}
__attribute__((noinline)) void free(void *block) { emscripten_builtin_free((size_t *)block - 4); }
EXPORT("length") size_t length(const size_t *block) { return block[-4]; }
#else
EXPORT("resize") void *resize(void *block, size_t size) { return realloc(block, size); }
#endif

#ifdef ASKS
size_t emmalloc_free_dynamic_memory(void);
EXPORT("unused") size_t unused(void) { return emmalloc_free_dynamic_memory(); }
#endif

EXPORT("take") void *take(size_t size) { return malloc(size); }
EXPORT("give") void give(void *block) { free(block); }

// wasi-libc's allocator, as a program's heap replaces it.
#include <stdlib.h>

#define EXPORT(name) __attribute__((export_name(name)))

EXPORT("take") void *take(size_t size) { return malloc(size); }
EXPORT("give") void give(void *block) { free(block); }
EXPORT("pointer_to_free") void (*pointer_to_free(void))(void *) { return free; }
EXPORT("give_through") void give_through(void (*function)(void *), void *block) { function(block); }

// Uses C's allocator and defines none.
typedef unsigned long size_t;

void *malloc(size_t size);
void free(void *block);
void *calloc(size_t count, size_t size);
void *realloc(void *block, size_t size);
void *aligned_alloc(size_t alignment, size_t size);
int posix_memalign(void **result, size_t alignment, size_t size);
size_t malloc_usable_size(void *block);
void *operator_new(size_t size) __asm__("_Znwm");
void operator_delete(void *block) __asm__("_ZdlPv");

#define EXPORT(name) __attribute__((export_name(name)))

static void *result;
static void (*release)(void *) = free;

EXPORT("do_malloc") void *do_malloc(size_t size) { return malloc(size); }
EXPORT("do_free") void do_free(void *block) { free(block); }
EXPORT("do_calloc") void *do_calloc(size_t count, size_t size) { return calloc(count, size); }
EXPORT("do_realloc") void *do_realloc(void *block, size_t size) { return realloc(block, size); }
EXPORT("do_aligned") void *do_aligned(size_t alignment, size_t size) { return aligned_alloc(alignment, size); }
EXPORT("do_usable") size_t do_usable(void *block) { return malloc_usable_size(block); }
EXPORT("do_new") void *do_new(size_t size) { return operator_new(size); }
EXPORT("do_delete") void do_delete(void *block) { operator_delete(block); }

EXPORT("do_posix") int do_posix(size_t alignment, size_t size) { return posix_memalign(&result, alignment, size); }
EXPORT("posix_result") void *posix_result(void) { return result; }
EXPORT("posix_at") int posix_at(void **at, size_t size) { return posix_memalign(at, 16, size); }

EXPORT("pointer_to_free") void (*pointer_to_free(void))(void *) { return release; }
EXPORT("free_through") void free_through(void (*function)(void *), void *block) { function(block); }

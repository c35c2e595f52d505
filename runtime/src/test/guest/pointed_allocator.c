// Named as walloc is, which is known: an allocator whose state only its own functions have, or that a pointer in static
// data leads other code to (POINTER).
typedef unsigned long size_t;

#define EXPORT(name) __attribute__((export_name(name)))

static struct block {
  struct block *next;
  char bytes[60];
} blocks[8];

static struct block *small_object_freelists;
static struct block *large_objects;
static size_t walloc_heap_size;

static struct block *take_first(struct block **list) {
  struct block *first = *list;
  if (first) *list = first->next;
  return first;
}

__attribute__((noinline)) void *malloc(size_t size) {
  struct block *block = take_first(size > 30 ? &large_objects : &small_object_freelists);
  return block ? block : &blocks[walloc_heap_size++];
}

__attribute__((noinline)) void free(void *freed) {
  struct block *block = freed;
  if (!block) return;
  struct block **list = block->bytes[0] ? &large_objects : &small_object_freelists;
  block->next = *list;
  *list = block;
}

EXPORT("take") void *take(size_t size) { return malloc(size); }
EXPORT("give") void give(void *block) { free(block); }

#ifdef POINTER
struct block **volatile unused = &small_object_freelists;
EXPORT("is_empty") int is_empty(void) { return !*unused; }
#endif

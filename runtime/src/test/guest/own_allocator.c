// Brings an allocator of its own: blocks of one size from an array, with a list of those that are free.
typedef unsigned long size_t;

#define EXPORT(name) __attribute__((export_name(name)))
#define BLOCKS 8
#define BYTES 64

static union block {
  union block *next;
  char bytes[BYTES];
} blocks[BLOCKS];

static union block *unused;
static int taken;

__attribute__((noinline)) void *malloc(size_t size) {
  if (size > BYTES) return 0;
  if (unused) {
    union block *first = unused;
    unused = first->next;
    return first;
  }
  return taken < BLOCKS ? &blocks[taken++] : 0;
}

__attribute__((noinline)) void free(void *block) {
  union block *freed = block;
  if (!freed) return;
  if (!taken) __builtin_trap();
  freed->next = unused;
  unused = freed;
}

EXPORT("take") void *take(size_t size) { return malloc(size); }
EXPORT("give") void give(void *block) { free(block); }
EXPORT("pointer_to_free") void (*pointer_to_free(void))(void *) { return free; }
EXPORT("give_through") void give_through(void (*function)(void *), void *block) { function(block); }

#ifdef PEEK
EXPORT("unused_blocks") int unused_blocks(void) {
  int count = BLOCKS - taken;
  for (union block *block = unused; block; block = block->next) count++;
  return count;
}
#endif

#ifdef ZEROS
void *calloc(size_t count, size_t size);
EXPORT("take_zeros") void *take_zeros(size_t size) { return calloc(1, size); }
#endif

// An allocator that keeps the length of each block in front of it, where others can read it. Its free does nothing, or
// (FREES) takes the last block back.
typedef unsigned long size_t;

#define EXPORT(name) __attribute__((export_name(name)))

struct header {
  size_t size;
  char rest[12];
};

static char arena[4096] __attribute__((aligned(16)));
static size_t used;

__attribute__((noinline)) void *malloc(size_t size) {
  struct header *header = (struct header *)(arena + used);
  used += sizeof *header + ((size + 15) & ~15ul);
  if (used > sizeof arena) return 0;
  header->size = size;
  return header + 1;
}
__attribute__((noinline)) void free(void *block) {
  __asm__ volatile(""); // or nobody would call it
#ifdef FREES
  struct header *header = (struct header *)((size_t)block - sizeof(struct header));
  if ((char *)block + header->size == arena + used) used = (char *)header - arena;
#endif
}

EXPORT("take") void *take(size_t size) { return malloc(size); }
EXPORT("give") void give(void *block) { free(block); }
EXPORT("length") size_t length(void *block) {
  return ((struct header *)((size_t)block - sizeof(struct header)))->size;
}

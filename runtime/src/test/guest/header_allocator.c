// An allocator that keeps the size of each block in front of it, and whose realloc is inlined where it is called.
typedef unsigned long size_t;

#define EXPORT(name) __attribute__((export_name(name)))

struct header {
  size_t size;
  struct header *next;
  char rest[8];
};

static char arena[65536] __attribute__((aligned(16)));
static size_t used;
static struct header *unused;

__attribute__((noinline)) void *malloc(size_t size) {
  size = (size + 15) & ~15ul;
  for (struct header **at = &unused; *at; at = &(*at)->next) {
    struct header *found = *at;
    if (found->size >= size) {
      *at = found->next;
      return found + 1;
    }
  }
  if (used + size + sizeof(struct header) > sizeof arena) return 0;
  struct header *block = (struct header *)(arena + used);
  used += size + sizeof *block;
  block->size = size;
  return block + 1;
}

__attribute__((noinline)) void free(void *block) {
  if (!block) return;
  struct header *freed = (struct header *)block - 1;
  freed->next = unused;
  unused = freed;
}

void *realloc(void *block, size_t size) {
  struct header *header = (struct header *)block - 1;
  if (block && header->size >= size) return block;
  char *moved = malloc(size);
  if (block && moved)
    for (size_t i = 0; i < header->size; i++) moved[i] = ((char *)block)[i];
  free(block);
  return moved;
}

static int *numbers;
static int count, capacity;

EXPORT("add") void add(int number) {
  if (count == capacity) {
    capacity = capacity ? 2 * capacity : 4;
    numbers = realloc(numbers, capacity * sizeof(int));
  }
  numbers[count++] = number;
}

EXPORT("ones") void *ones(int bytes) {
  char *block = malloc(bytes);
  for (int i = 0; i < bytes; i++) block[i] = 1;
  return block;
}

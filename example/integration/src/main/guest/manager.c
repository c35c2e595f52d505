// A small allocator for all modules of a program, which takes its memory by growing the memory. Free
// blocks are a list in the order of their addresses, so that neighbours can be joined; the first
// that is large enough is taken.

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

enum { ALIGNMENT = 16, PAGE_BYTES = 65536 };

// What is before the bytes that malloc() returns.
struct block {
  _Alignas(ALIGNMENT) size_t size;  // of all, this included
  struct block *next;               // while the block is free
};

static struct block *first_free;
static int32_t live;

static struct block *end_of(struct block *block) {
  return (struct block *)((char *)block + block->size);
}

static void join_with_next(struct block *block) {
  if (end_of(block) == block->next) {
    block->size += block->next->size;
    block->next = block->next->next;
  }
}

static void add_free(struct block *block) {
  struct block *before = NULL;
  struct block *after = first_free;
  while (after && after < block) {
    before = after;
    after = after->next;
  }
  block->next = after;
  join_with_next(block);
  if (before) {
    before->next = block;
    join_with_next(before);
  } else {
    first_free = block;
  }
}

static bool grow(size_t size) {
  const size_t pages = (size + PAGE_BYTES - 1) / PAGE_BYTES;
  const size_t pages_before = __builtin_wasm_memory_grow(0, pages);
  if (pages_before == SIZE_MAX) {
    return false;
  }
  struct block *block = (struct block *)(pages_before * PAGE_BYTES);
  block->size = pages * PAGE_BYTES;
  add_free(block);
  return true;
}

static struct block *take(size_t size) {
  for (struct block **link = &first_free; *link; link = &(*link)->next) {
    struct block *block = *link;
    if (block->size < size) {
      continue;
    }
    if (block->size == size) {
      *link = block->next;
    } else {
      const size_t rest_size = block->size - size;
      block->size = size;
      struct block *rest = end_of(block);
      rest->size = rest_size;
      rest->next = block->next;
      *link = rest;
    }
    return block;
  }
  return NULL;
}

// Returns null if the memory cannot grow any further.
__attribute__((export_name("malloc"))) void *malloc(size_t size) {
  if (size > PTRDIFF_MAX) {
    return NULL;
  }
  const size_t needed = sizeof(struct block) + ((size + ALIGNMENT - 1) & -ALIGNMENT);
  struct block *block = take(needed);
  if (!block && grow(needed)) {
    block = take(needed);
  }
  if (!block) {
    return NULL;
  }
  live++;
  return block + 1;
}

__attribute__((export_name("free"))) void free(void *bytes) {
  if (bytes) {
    live--;
    add_free((struct block *)bytes - 1);
  }
}

__attribute__((export_name("live_blocks"))) int32_t live_blocks(void) {
  return live;
}

// An allocator like that of own_allocator.c, beside code that looks at what only one half of it uses (COUNTS), or that
// gets to its state through a pointer in static data (POINTER), or that is in another module (EXPORTED).
typedef unsigned long size_t;

#define EXPORT(name) __attribute__((export_name(name)))

union block {
  union block *next;
  char bytes[64];
};

struct state {
  union block *unused;
  int taken;
};

static union block blocks[8];
static struct state state;
struct state *allocator = &state;
union block *last_given;
static int allocated, freed;

__attribute__((noinline)) void *malloc(size_t size) {
#ifdef COUNTS
  allocated++;
#endif
  if (state.unused) {
    union block *first = state.unused;
    state.unused = first->next;
    return first;
  }
  return state.taken < 8 ? &blocks[state.taken++] : 0;
}

__attribute__((noinline)) void free(void *block) {
  union block *given = block;
#ifdef COUNTS
  freed++;
#endif
#ifdef EXPORTED
  last_given = given;
#endif
  given->next = state.unused;
  state.unused = given;
}

EXPORT("take") void *take(size_t size) { return malloc(size); }
EXPORT("give") void give(void *block) { free(block); }

#ifdef COUNTS
EXPORT("live") int live(void) { return allocated - freed; }
#endif
#ifdef POINTER
EXPORT("taken_blocks") int taken_blocks(void) { return allocator->taken; }
EXPORT("look_at") void look_at(struct state *other) { allocator = other; }
#endif

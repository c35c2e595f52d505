// One of several in a program that pass buffers, lists and functions to each other. Where it keeps its memory is a matter of
// how it is linked; whatever it does, it does with addresses that may be anybody's.
typedef unsigned long size_t;
typedef unsigned char byte;

#define EXPORT(name) __attribute__((export_name(#name)))
#define PEER(name) __attribute__((import_module("peer"), import_name(#name)))

// Bytes of its own that Java and others use. Not zero, so that they are in a segment.
byte buffer[512] = {1};
EXPORT(buffer_address) byte *buffer_address(void) { return buffer; }

EXPORT(fill) void fill(byte *at, int count, int first, int step) {
  for (int i = 0; i < count; i++) at[i] = (byte)(first + i * step);
}
EXPORT(set) void set(byte *at, int count, int value) { __builtin_memset(at, value, count); }
EXPORT(sum) int sum(const byte *at, int count) {
  unsigned sum = 1;
  for (int i = 0; i < count; i++) sum = sum * 31 + at[i];
  return (int)sum;
}
EXPORT(copy) byte *copy(byte *to, const byte *from, int count) {
  __builtin_memmove(to, from, count);
  return to + count;
}
EXPORT(find) const byte *find(const byte *at, int count, int value) {
  for (int i = 0; i < count; i++)
    if (at[i] == value) return at + i;
  return 0;
}
// The range without what is zero at its ends; null if nothing is left.
static unsigned long long packed(const byte *at, unsigned count) {
  return (unsigned long long)(unsigned)at << 32 | count;
}
EXPORT(trim) unsigned long long trim(unsigned long long range) {
  const byte *at = (const byte *)(unsigned)(range >> 32);
  unsigned count = (unsigned)range;
  while (count && !at[count - 1]) count--;
  while (count && !*at) at++, count--;
  return count ? packed(at, count) : 0;
}

struct node {
  struct node *next;
  int value;
  const byte *bytes;
  int count;
};
EXPORT(push) struct node *push(struct node *head, struct node *node, int value, const byte *bytes, int count) {
  *node = (struct node){head, value, bytes, count};
  return node;
}
EXPORT(walk) int walk(const struct node *head) {
  unsigned all = 7;
  for (; head; head = head->next) all = all * 17 + head->value + sum(head->bytes, head->count);
  return (int)all;
}
EXPORT(reverse) struct node *reverse(struct node *head) {
  struct node *before = 0;
  while (head) {
    struct node *next = head->next;
    head->next = before;
    before = head;
    head = next;
  }
  return before;
}

// What the next instance has, to which the numbers below go on.
PEER(pass_sum) int peer_sum(const byte *at, int count, int depth);
PEER(pass_fill) byte *peer_fill(byte *at, int count, int first, int depth);
PEER(pass_trim) unsigned long long peer_trim(unsigned long long range, int depth);
PEER(pass_find) const byte *peer_find(int value, const byte *at, int count, int depth);

EXPORT(pass_sum) int pass_sum(const byte *at, int count, int depth) {
  return depth ? peer_sum(at, count, depth - 1) * 3 + 1 : sum(at, count);
}
EXPORT(pass_fill) byte *pass_fill(byte *at, int count, int first, int depth) {
  if (depth) return peer_fill(at, count, first + 1, depth - 1);
  fill(at, count, first, 3);
  return at;
}
EXPORT(pass_trim) unsigned long long pass_trim(unsigned long long range, int depth) {
  return depth ? peer_trim(range, depth - 1) : trim(range);
}
EXPORT(pass_find) const byte *pass_find(int value, const byte *at, int count, int depth) {
  return depth ? peer_find(value, at, count, depth - 1) : find(at, count, value);
}

// Functions that are called with a range and a number.
typedef int (*visitor)(byte *at, int count, int user);
static int adds(byte *at, int count, int user) { return sum(at, count) + user; }
static int fills(byte *at, int count, int user) {
  fill(at, count, user, 5);
  return count;
}
static int passes(byte *at, int count, int user) { return peer_sum(at, count, 0) - user; }
static const volatile visitor visitors[] = {adds, fills, passes};
static visitor kept;
EXPORT(kept_address) visitor *kept_address(void) { return &kept; }
EXPORT(visitor_at) visitor visitor_at(int which) { return visitors[which]; }
EXPORT(keep) void keep(visitor given) { kept = given; }
EXPORT(visit) int visit(byte *at, int count, int part, int user, visitor given) {
  visitor called = given ? given : kept;
  unsigned all = 0;
  for (int i = 0; i < count; i += part) all = all * 5 + called(at + i, count - i < part ? count - i : part, user + i);
  return (int)all;
}

#ifndef ASKER
// The stack's bytes are given to a function and to the next instance.
EXPORT(stack_address) size_t stack_address(void) {
  byte local[16];
  byte *volatile at = local;
  return (size_t)at;
}
EXPORT(visit_stack) int visit_stack(int count, int first, int user, visitor given) {
  byte local[64];
  fill(local, count, first, 1);
  int result = given(local, count, user);
  return result * 31 + sum(local, count);
}
EXPORT(pass_stack) int pass_stack(int count, int first, int depth) {
  byte local[64];
  fill(local, count, first, 1);
  return peer_sum(local, count, depth);
}
#endif

// What Java has, as it is told who calls, and as it is shown the caller as if that ran alone.
#define HOST(name) __attribute__((import_module("host"), import_name(#name)))
HOST(visit) int host_visit(byte *at, int count, int user);
HOST(visit_own) int host_visit_own(byte *at, int count, int user);
HOST(grow) int host_grow(int pages);
EXPORT(ask) int ask(byte *at, int count, int user, int own) {
  return own ? host_visit_own(at, count, user) : host_visit(at, count, user);
}

// Memory that the program reserves for all.
__asm__(".globaltype common, i32, immutable\n.import_module common, mem\n.import_name common, common\n");
EXPORT(common_address) byte *common_address(void) {
  byte *at;
  __asm__ volatile("global.get common\nlocal.set %0" : "=r"(at));
  return at;
}

// A variable that Java and the program see as a global of the module, beside one in memory.
__asm__(".globaltype tally, i32\n.globl tally\ntally:\n");
EXPORT(add_tally) int add_tally(int by) {
  int now;
  __asm__ volatile("global.get tally\nlocal.get %1\ni32.add\nglobal.set tally\nglobal.get tally\nlocal.set %0" : "=r"(now) : "r"(by));
  return now;
}
EXPORT(sum_tally) int sum_tally(int count) {
  const byte *at;
  __asm__ volatile("global.get tally\nlocal.set %0" : "=r"(at));
  return sum(at, count);
}

#ifdef USER
void *malloc(size_t size);
void free(void *block);
#endif
#ifdef OWNER
// Blocks of powers of two, from an array first and then from new pages.
static byte arena[4096] __attribute__((aligned(16)));
static byte *next = arena, *end = arena + sizeof arena;
static struct block {
  struct block *next;
  size_t of, size, filler;
} *unused[32];
EXPORT(malloc) __attribute__((noinline)) void *malloc(size_t size) {
  size_t of = 5;
  while ((1ul << of) < size + sizeof(struct block)) of++;
  struct block *block = unused[of];
  if (block) {
    unused[of] = block->next;
  } else {
    if ((size_t)(end - next) < 1ul << of) {
      size_t pages = ((1ul << of) + 65535) / 65536;
      size_t before = __builtin_wasm_memory_grow(0, pages);
      if (before == (size_t)-1) return 0;
      next = (byte *)(before * 65536);
      end = next + pages * 65536;
    }
    block = (struct block *)next;
    next += 1ul << of;
  }
  block->of = of;
  return block + 1;
}
EXPORT(free) __attribute__((noinline)) void free(void *given) {
  if (!given) return;
  struct block *block = (struct block *)given - 1;
  if (block->of < 5 || block->of > 31) __builtin_trap();
  block->next = unused[block->of];
  unused[block->of] = block;
}
#endif
#if defined USER || defined OWNER
EXPORT(take) void *take(size_t size) { return malloc(size); }
EXPORT(give) void give(void *block) { free(block); }
#endif
#ifndef OWNER
EXPORT(grow) int grow(int pages) { return (int)__builtin_wasm_memory_grow(0, pages); }
EXPORT(ask_to_grow) int ask_to_grow(int pages) { return host_grow(pages); }
#endif
#ifdef ASKER
EXPORT(size) int size(void) { return (int)__builtin_wasm_memory_size(0); }
#endif

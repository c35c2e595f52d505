// What compilers turn into addresses and tables: jump tables, structs by value, varargs, 64-bit and floating point,
// recursion with large frames, weak references, memory that is copied and filled.
#define EXPORT(name) __attribute__((export_name(#name)))
typedef __builtin_va_list va_list;
typedef unsigned long size_t;

void *memcpy(void *to, const void *from, size_t n) {
  char *t = to;
  for (const char *f = from; n--;) *t++ = *f++;
  return to;
}
void *memset(void *to, int c, size_t n) {
  for (char *t = to; n--;) *t++ = (char)c;
  return to;
}

static const char *const words[] = {"zero", "one", "two", "three", "four", "five", "six", "seven", "eight"};

// A switch dense enough for br_table, with results that come from a table of strings.
EXPORT(word_char) int word_char(int which, int i) {
  const char *word;
  switch (which) {
    case 0: word = words[0]; break;
    case 1: word = words[7]; break;
    case 2: word = words[3]; break;
    case 3: word = words[8]; break;
    case 4: word = words[1]; break;
    case 5: word = words[5]; break;
    case 6: word = words[2]; break;
    default: word = "other";
  }
  return word[i];
}

struct point {
  long long x, y;
  double weight;
  const char *label;
};
static struct point origin = {3, -4, 0.5, "origin"};
static struct point points[16];

static struct point moved(struct point p, long long dx, long long dy) {
  p.x += dx;
  p.y += dy;
  p.weight *= 1.25;
  return p;
}
EXPORT(move) long long move(int i, long long dx, long long dy) {
  points[i] = moved(i ? points[i - 1] : origin, dx, dy);
  return points[i].x * 1000 + points[i].y;
}
EXPORT(weight) double weight(int i) { return points[i].weight; }
EXPORT(label_char) int label_char(int i, int j) { return points[i].label ? points[i].label[j] : -1; }

static int sum_of(int count, ...) {
  va_list arguments;
  __builtin_va_start(arguments, count);
  int sum = 0;
  for (int i = 0; i < count; i++) sum += __builtin_va_arg(arguments, int) * (i + 1);
  __builtin_va_end(arguments);
  return sum;
}
EXPORT(sum) int sum(int a, int b, int c) { return sum_of(3, a, b, c); }

// A callback through two function pointers in static data, one of them in .bss and set late.
typedef int (*comparison)(const int *, const int *);
static int ascending(const int *a, const int *b) { return (*a > *b) - (*a < *b); }
static int descending(const int *a, const int *b) { return (*a < *b) - (*a > *b); }
static const comparison comparisons[] = {ascending, descending};
static comparison chosen;
static int numbers[64];

EXPORT(choose) void choose(int which) { chosen = comparisons[which]; }
EXPORT(sorted) int sorted(int seed, int i) {
  unsigned state = (unsigned)seed;
  for (int n = 0; n < 64; n++) {
    state = state * 1664525u + 1013904223u;
    numbers[n] = (int)(state >> 16);
  }
  comparison compare = chosen ? chosen : ascending;
  for (int n = 1; n < 64; n++)
    for (int m = n; m > 0 && compare(&numbers[m - 1], &numbers[m]) > 0; m--) {
      int swapped = numbers[m];
      numbers[m] = numbers[m - 1];
      numbers[m - 1] = swapped;
    }
  return numbers[i];
}

extern int nobody_defines_this(int) __attribute__((weak));
EXPORT(weak_is_there) int weak_is_there(void) { return nobody_defines_this != 0; }

static int depth(int n, volatile int *above) {
  volatile int local[40];
  for (int i = 0; i < 40; i++) local[i] = n + i;
  int below = n > 0 ? depth(n - 1, local) : 0;
  return below + local[n % 40] + (above ? above[39] : 0);
}
EXPORT(recurse) int recurse(int n) { return depth(n, 0); }

static unsigned char buffer[3000];
EXPORT(checksum) unsigned checksum(int fill) {
  memset(buffer, fill, sizeof buffer);
  memcpy(buffer + 1000, words[fill % 9], 4);
  unsigned hash = 2166136261u;
  for (unsigned i = 0; i < sizeof buffer; i++) hash = (hash ^ buffer[i]) * 16777619u;
  return hash;
}
EXPORT(mix) double mix(float a, double b) { return (double)a * 3.0 + b / 7.0; }

static _Thread_local int calls = 10;
EXPORT(calls_so_far) int calls_so_far(void) { return ++calls; }
EXPORT(divide) int divide(int a, int b) { return a / b; }
EXPORT(fail) void fail(void) { __builtin_trap(); }

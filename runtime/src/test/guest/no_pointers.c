// Static data without pointers: what pic-static can move. Arrays in .data, .rodata and .bss, reached through __memory_base
// and through the GOT.
#define EXPORT(name) __attribute__((export_name(#name)))

static const unsigned char table[] = {3, 1, 4, 1, 5, 9, 2, 6, 5, 3, 5, 8};
static int numbers[] = {100, 200, 300};
static int zeros[500];
int visible = 17;

typedef int (*operation)(int);
static int twice(int x) { return 2 * x; }
static int squared(int x) { return x * x; }
static operation chosen;

EXPORT(digit) int digit(int i) { return table[i]; }
EXPORT(add) int add(int i, int by) { return numbers[i] += by; }
EXPORT(put) void put(int i, int value) { zeros[i] = value; }
EXPORT(get) int get(int i) { return zeros[i]; }
EXPORT(count) int count(void) { return visible += 1; }
EXPORT(choose) void choose(int which) { chosen = which ? squared : twice; }
EXPORT(apply) int apply(int x) { return chosen(x); }
EXPORT(on_stack) int on_stack(int n) {
  volatile int local[32];
  for (int i = 0; i < 32; i++) local[i] = i * n;
  int sum = 0;
  for (int i = 0; i < 32; i++) sum += local[i];
  return sum;
}

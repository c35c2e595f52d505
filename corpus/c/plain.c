// Static data without a single pointer, which is what pic-static can move.
#define EXPORT(name) __attribute__((export_name(#name)))

static const unsigned char digits[] = {3, 1, 4, 1, 5, 9, 2, 6, 5, 3, 5, 8, 9, 7, 9};
static int numbers[] = {100, 200, 300};
static double zeros[300];
int visible = 17;

static int twice(int x) { return 2 * x; }
static int squared(int x) { return x * x; }
static int (*chosen)(int);

EXPORT(digit) int digit(int i) { return digits[i]; }
EXPORT(add) int add(int i, int by) { return numbers[i] += by; }
EXPORT(put) void put(int i, double value) { zeros[i] = value; }
EXPORT(get) double get(int i) { return zeros[i]; }
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
